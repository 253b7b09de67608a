import { defineCommand } from '../../command.ts'
import { CommandError } from '../../failure.ts'
import { string, stringArray } from '../../flags/flag.ts'
import { make, MAKER_FLAGS, nameAndWords, placeIn } from './make.ts'

export const ingress = defineCommand({
  name: 'ingress',
  aliases: ['ing'],
  use: 'create ingress NAME --rule=host/path=service:port[,tls[=secret]] ',
  summary: 'Create an ingress with the specified name.',
  listed: 'Create an ingress with the specified name',
  examples: [
    {
      what: 'All below a path of a host goes to one Service',
      line: 'kubectl create ingress shop --rule="shop.example/cart*=cart:8080,tls=shop-cert"',
    },
  ],
  flags: {
    ...MAKER_FLAGS,
    annotation: stringArray({ usage: 'An annotation of the ingress, as key=value.' }),
    class: string({ usage: 'The class of the ingress.' }),
    'default-backend': string({ usage: 'Where all else goes, as service:port.' }),
    rule: stringArray({
      usage:
        'host/path=service:port[,tls[=secret]]; a path that ends in * stands for all that begins so.',
    }),
  },
  *run(cli, given) {
    const { name } = nameAndWords(cli, given)
    const { annotation, class: className, rule, 'default-backend': backend } = given.flags
    checkFlags(rule, annotation, backend)
    const rules = rule.map(ruleIn)
    const pairs = annotation.map((pair) => halves(pair, '='))
    const annotations = Object.fromEntries(pairs.sort(([a], [b]) => (a < b ? -1 : 1)))
    const object = {
      kind: 'Ingress',
      apiVersion: 'networking.k8s.io/v1',
      metadata: {
        ...placeIn(cli, name),
        ...(annotation.length === 0 ? {} : { annotations }),
      },
      spec: {
        ...(className === '' ? {} : { ingressClassName: className }),
        ...(backend === '' ? {} : { defaultBackend: backendOf(backend) }),
        ...listed('tls', bySecret(rules)),
        ...listed('rules', byHost(rules)),
      },
      status: { loadBalancer: {} },
    }
    const path = `/apis/networking.k8s.io/v1/namespaces/${cli.namespace}/ingresses`
    yield* make(cli, { object, path, failure: 'failed to create ingress:' }, given.flags)
  },
})

/** What a rule begins with counts; what follows is taken as it is. */
const RULE = /^[\w*\-.]*\/.*=[\w-]+:[\w-]+/

function checkFlags(rules: readonly string[], annotations: readonly string[], backend: string) {
  if (backend === '' && rules.length === 0)
    throw new CommandError(
      'not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) or a list of rules (which catch specific paths)',
    )
  for (const rule of rules)
    if (!RULE.test(rule))
      throw new CommandError(
        `rule ${rule} is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]`,
      )
  for (const annotation of annotations)
    if (!annotation.includes('='))
      throw new CommandError(
        `annotation ${annotation} is invalid and should be in format key=[value]`,
      )
  if (backend !== '' && backend.split(':').length !== 2)
    throw new CommandError('default-backend should be in format servicename:serviceport')
}

interface IngressRule {
  readonly host: string
  readonly path: object
  /** Absent: without TLS; empty: with it, and the secret is not named. */
  readonly secret?: string
}

function ruleIn(text: string): IngressRule {
  const [way = '', tls, ...more] = text.split(',')
  const [host, rest] = halves(way, '/')
  const [path = '', service = ''] = rest.split('=')
  const isPrefix = path.endsWith('*')
  return {
    host,
    path: {
      path: `/${isPrefix ? path.slice(0, -1) : path}`,
      pathType: isPrefix ? 'Prefix' : 'Exact',
      backend: backendOf(service),
    },
    ...(tls === undefined || more.length > 0 ? {} : { secret: tls.split('=')[1] ?? '' }),
  }
}

function halves(text: string, between: string): readonly [string, string] {
  const at = text.indexOf(between)
  return [text.slice(0, at), text.slice(at + between.length)]
}

function backendOf(text: string): object {
  const [name = '', port = ''] = text.split(':')
  return {
    service: { name, port: /^[-+]?\d+$/.test(port) ? { number: Number(port) } : { name: port } },
  }
}

function byHost(rules: readonly IngressRule[]): readonly object[] {
  const paths = new Map<string, object[]>()
  for (const { host, path } of rules) paths.set(host, [...(paths.get(host) ?? []), path])
  return [...paths].map(([host, all]) => ({
    ...(host === '' ? {} : { host }),
    http: { paths: all },
  }))
}

/** Each host once, with the first secret that is said for it. */
function bySecret(rules: readonly IngressRule[]): readonly object[] {
  const hosts = new Map<string, string[]>()
  const seen = new Set<string>()
  for (const { host, secret } of rules) {
    if (secret === undefined || seen.has(host)) continue
    seen.add(host)
    if (host === '' && secret === '') continue
    hosts.set(secret, [...(hosts.get(secret) ?? []), host])
  }
  return [...hosts].map(([secretName, all]) => ({
    ...(all.length === 1 && all[0] === '' ? {} : { hosts: all }),
    ...(secretName === '' ? {} : { secretName }),
  }))
}

function listed(name: string, items: readonly object[]): object {
  return items.length === 0 ? {} : { [name]: items }
}
