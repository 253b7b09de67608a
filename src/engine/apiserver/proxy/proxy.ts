import type { Backend } from '../backend.ts'
import type { Refused } from '../refusals.ts'
import { answer, noteRequest, type Reply } from '../reply.ts'
import type { ApiRequest } from '../transport.ts'
import { forward } from './forward.ts'
import type { ProxyRoute } from './proxy-route.ts'
import { targetOf } from './proxy-target.ts'
import { redirectOf } from './request-text.ts'

/** A request to a Pod or a Service; without a path it is sent on to one that ends in a slash. */
export function proxy(
  backend: Backend,
  { request, route }: { readonly request: ApiRequest; readonly route: ProxyRoute },
  reply: Reply,
): void {
  const target = targetOf(backend, route)
  const { onAnswer, stream: client } = reply
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  if (route.path === '' && isRead) {
    const location = redirectOf(request)
    noteRequest(backend, request, 301).because(() => {
      onAnswer({ code: 301, headers: { location }, warnings: [] })
      client.end()
    })
    return
  }
  const onRefused = ({ status }: Refused) =>
    answer(reply, { code: status.code, object: status, warnings: [] })
  noteRequest(backend, request, 200).because(() =>
    forward(backend, { request, route, target, client, onAnswer, onRefused }),
  )
}
