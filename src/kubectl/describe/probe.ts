import type { HTTPGetAction, Probe } from '#engine'

/** A probe on one line, as `http-get http://:80/ delay=0s …`. */
export function probeText(probe: Probe): string {
  return `${actionText(probe)} ${numbersText(probe)}`
}

function numbersText(probe: Probe): string {
  const {
    initialDelaySeconds = 0,
    timeoutSeconds = 0,
    periodSeconds = 0,
    successThreshold = 0,
    failureThreshold = 0,
  } = probe
  return (
    `delay=${initialDelaySeconds}s timeout=${timeoutSeconds}s period=${periodSeconds}s ` +
    `#success=${successThreshold} #failure=${failureThreshold}`
  )
}

function actionText({ exec, httpGet, tcpSocket, grpc }: Probe): string {
  if (exec !== undefined) return `exec [${(exec.command ?? []).join(' ')}]`
  if (httpGet !== undefined) return `http-get ${urlOf(httpGet)}`
  if (tcpSocket !== undefined) return `tcp-socket ${tcpSocket.host ?? ''}:${tcpSocket.port}`
  if (grpc !== undefined) return `grpc <pod>:${grpc.port} ${grpc.service}`
  return 'unknown'
}

function urlOf({ scheme = 'HTTP', host = '', port, path = '' }: HTTPGetAction): string {
  const name = host.includes(':') ? `[${host}]` : host
  const rooted = path === '' || path.startsWith('/') ? path : `/${path}`
  return `${scheme.toLowerCase()}://${name}:${port}${escapePath(rooted)}`
}

/** Go writes a path into a URL with what must not stand there escaped: a `?` is part of it. */
function escapePath(path: string): string {
  return encodeURI(path).replaceAll('?', '%3F').replaceAll('#', '%23')
}
