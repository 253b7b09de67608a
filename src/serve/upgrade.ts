import type { ApiRequest } from '#engine'
import type { Service } from './exchange.ts'
import type { Upgrade } from './session.ts'
import { upgradeToSpdy } from './spdy-upgrade.ts'
import { webSocketPorts } from './web-socket-ports.ts'
import { webSocketTerminal } from './web-socket-terminal.ts'

/** exec, attach and port-forward: the connection becomes a WebSocket or speaks SPDY/3.1. */
export function upgrade(service: Service, upgraded: Upgrade, request: ApiRequest): void {
  const isWebSocket = upgraded.message.headers.upgrade?.toLowerCase() === 'websocket'
  if (!isWebSocket) upgradeToSpdy(service, upgraded, request)
  else if (request.path.endsWith('/portforward')) webSocketPorts(service, upgraded, request)
  else webSocketTerminal(service, upgraded, request)
}
