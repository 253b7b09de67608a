import type { ImageReference } from '#engine'

/** The tutorial's own registry, of which the world knows nothing. */
const OWN_HOST = 'glasspod.example'

/** Registries that everybody can reach. */
export const WORLD_HOSTS: ReadonlySet<string> = new Set([
  'docker.io',
  'quay.io',
  'gcr.io',
  'ghcr.io',
  'k8s.gcr.io',
  'registry.k8s.io',
  'registry.gitlab.com',
  'mcr.microsoft.com',
  'public.ecr.aws',
  'nvcr.io',
  'lscr.io',
  'docker.elastic.co',
  'us-docker.pkg.dev',
  'registry.access.redhat.com',
  OWN_HOST,
])

/** Docker's official images: whoever names one of them has not made a mistake. */
const OFFICIAL = new Set(
  (
    'adminer alpine amazoncorretto amazonlinux archlinux bash buildpack-deps busybox caddy ' +
    'cassandra centos chronograf clojure composer consul couchbase couchdb debian docker drupal ' +
    'eclipse-mosquitto eclipse-temurin elasticsearch elixir erlang fedora flink fluentd ghost ' +
    'golang gradle groovy haproxy haskell hello-world httpd influxdb ipython java jenkins jetty ' +
    'joomla jruby julia kibana kong logstash mariadb matomo maven mediawiki memcached mongo ' +
    'mongo-express mysql nats neo4j nextcloud nginx node odoo openjdk opensuse oraclelinux ' +
    'percona perl photon php postgres python r-base rabbitmq redis redmine registry rockylinux ' +
    'ruby rust solr sonarqube storm swift swipl telegraf tomcat traefik ubuntu varnish vault ' +
    'wordpress zookeeper'
  ).split(' '),
)

/** A tag as releases have it: latest, 1.2.3, 1.2-alpine, bookworm-slim. */
const RELEASE =
  /^(latest|stable|mainline|alpine|slim|lts|edge|v?[0-9]+(\.[0-9]+)*|bookworm|bullseye|buster|jammy|focal|noble)(-[a-z0-9.]+)*$/

/**
 * Whether the world has, or may have, what is asked for: then it is not the learner who is wrong,
 * but the tutorial that does not serve it.
 */
export function isElsewhere({ domain, path, tag, digest }: ImageReference): boolean {
  if (!WORLD_HOSTS.has(domain) || domain === OWN_HOST) return false
  const [first, ...rest] = path.split('/')
  const isOfficial = domain === 'docker.io' && first === 'library'
  if (!isOfficial) return true
  if (!OFFICIAL.has(rest.join('/'))) return false
  return digest !== undefined || RELEASE.test(tag ?? 'latest')
}
