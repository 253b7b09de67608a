import type { ApiRequest } from '#engine'
import type { Service } from './exchange.ts'
import { forbidden } from './refusals.ts'
import { refuseUpgrade, Session, type Upgrade } from './session.ts'
import { forwardOverSpdy } from './spdy-ports.ts'
import { terminalOverSpdy } from './spdy-terminal.ts'

const PORTS = 'portforward.k8s.io'
const TERMINAL = 'v4.channel.k8s.io'

/** exec, attach and port-forward over SPDY/3.1, as clients ask for them that are not the newest. */
export function upgradeToSpdy(service: Service, upgraded: Upgrade, request: ApiRequest): void {
  const isOfPorts = request.path.endsWith('/portforward')
  const protocol = isOfPorts ? PORTS : TERMINAL
  const offered = offeredIn(request)
  if (offered.length > 0 && !offered.includes(protocol)) {
    const words = `unable to upgrade: unable to negotiate protocol: client supports [${offered.join(' ')}], server accepts [${protocol}]`
    refuseUpgrade(upgraded.socket, forbidden(words))
    return
  }
  const agree = (session: Session): void => {
    const { socket, head } = upgraded
    socket.write(switching(protocol))
    if (isOfPorts) forwardOverSpdy({ service, request, session }, socket)
    else terminalOverSpdy(session, request, socket)
    if (head.length > 0) socket.unshift(head)
  }
  new Session({ service, upgraded, request, agree })
}

function offeredIn({ headers }: ApiRequest): readonly string[] {
  const offered = headers['x-stream-protocol-version'] ?? ''
  return offered.split(',').flatMap((protocol) => protocol.trim() || [])
}

function switching(protocol: string): string {
  return (
    'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: SPDY/3.1\r\n' +
    `X-Stream-Protocol-Version: ${protocol}\r\n\r\n`
  )
}
