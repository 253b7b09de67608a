import type { Image, ImageFile } from '#engine'
import { debianFiles } from '../debian/files.ts'
import { programFrom } from '../program.ts'

const BUILD = { version: '1.37.0', commit: '3909deb175ef358202d6ab4f94d683ffc0fdb477' }
const ENVOY = { uid: 101, gid: 101 }

const ENTRYPOINT = `#!/usr/bin/env sh
# Options alone are meant for Envoy, which runs as the user envoy unless ENVOY_UID is 0.
set -e
if [ "\${1#-}" != "$1" ]; then
    set -- envoy "$@"
fi
if [ "$1" = 'envoy' ] && [ -n "$loglevel" ]; then
    set -- "$@" --log-level "$loglevel"
fi
if [ "$ENVOY_UID" != "0" ] && [ "$(id -u)" = 0 ]; then
    exec su-exec envoy "$@"
else
    exec "$@"
fi
`

/** Where the image leads to until it is given a configuration; without TLS, unlike the real one. */
const CONF = `admin:
  address:
    socket_address:
      protocol: TCP
      address: 127.0.0.1
      port_value: 9901
static_resources:
  listeners:
  - name: listener_0
    address:
      socket_address:
        protocol: TCP
        address: 0.0.0.0
        port_value: 10000
    filter_chains:
    - filters:
      - name: envoy.filters.network.http_connection_manager
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
          stat_prefix: ingress_http
          route_config:
            name: local_route
            virtual_hosts:
            - name: local_service
              domains: ["*"]
              routes:
              - match:
                  prefix: "/"
                route:
                  host_rewrite_literal: www.envoyproxy.io
                  cluster: service_envoyproxy_io
          http_filters:
          - name: envoy.filters.http.router
            typed_config:
              "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router
  clusters:
  - name: service_envoyproxy_io
    connect_timeout: 30s
    type: LOGICAL_DNS
    dns_lookup_family: V4_ONLY
    lb_policy: ROUND_ROBIN
    load_assignment:
      cluster_name: service_envoyproxy_io
      endpoints:
      - lb_endpoints:
        - endpoint:
            address:
              socket_address:
                address: www.envoyproxy.io
                port_value: 80
`

const OS_RELEASE = `PRETTY_NAME="Ubuntu 22.04.5 LTS"
NAME="Ubuntu"
VERSION_ID="22.04"
VERSION="22.04.5 LTS (Jammy Jellyfish)"
VERSION_CODENAME=jammy
ID=ubuntu
ID_LIKE=debian
HOME_URL="https://www.ubuntu.com/"
SUPPORT_URL="https://help.ubuntu.com/"
BUG_REPORT_URL="https://bugs.launchpad.net/ubuntu/"
UBUNTU_CODENAME=jammy
`

/** docker.io/envoyproxy/envoy, on Ubuntu 22.04. */
export const envoyImage: Image = {
  repository: 'docker.io/envoyproxy/envoy',
  tags: ['v1.37.0', 'v1.37-latest'],
  digest: 'sha256:7c1b0a3f5d9e2846a1c3b7f0e9d85264af3c1e6b90d7f2a8c4e5b1d306f9a72e',
  sizeBytes: 71_300_000,
  config: {
    entrypoint: ['/docker-entrypoint.sh'],
    cmd: ['envoy', '-c', '/etc/envoy/envoy.yaml'],
    env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    exposedPorts: ['10000/tcp'],
  },
  files: new Map<string, ImageFile>([
    ...debianFiles({
      isFull: true,
      passwd: `envoy:x:${ENVOY.uid}:${ENVOY.gid}::/home/envoy:/usr/sbin/nologin\n`,
      group: `envoy:x:${ENVOY.gid}:\n`,
    }),
    ['/etc/os-release', { text: OS_RELEASE }],
    ['/etc/debian_version', { text: 'bookworm/sid\n' }],
    ['/etc/envoy/envoy.yaml', { text: CONF, mode: 0o644 }],
    ['/docker-entrypoint.sh', { text: ENTRYPOINT, mode: 0o755 }],
    [
      '/usr/local/bin/envoy',
      {
        program: programFrom(async () => (await import('./envoy.ts')).createEnvoy(BUILD)),
        size: 104_857_600,
        mode: 0o755,
      },
    ],
    [
      '/usr/local/bin/su-exec',
      {
        program: programFrom(async () => (await import('./su-exec.ts')).suExec),
        size: 14_712,
        mode: 0o755,
      },
    ],
  ]),
  memoryBytes: 22 * 2 ** 20,
}
