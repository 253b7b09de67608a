import type { ServerResponse } from 'node:http'
import { type ApiAnswer, type ApiMessage, failure, type Status, type Stream } from '#engine'

/** Sends what the API server answers down an HTTP connection, as fast as it is taken. */
export function answerTo(
  response: ServerResponse,
  open: (onAnswer: (answer: ApiAnswer) => void) => Stream<ApiMessage, ApiMessage>,
): void {
  const stream = open((answer) => {
    response.writeHead(answer.code, { ...answer.headers, ...warningsOf(answer) })
    response.flushHeaders()
  })
  stream.listen({
    message: (message) => {
      if (message.kind === 'object') response.write(`${JSON.stringify(message.object)}\n`)
      else response.write(message.bytes)
    },
    end: () => response.end(),
  })
  response.on('close', () => {
    stream.cancel('the client went away')
  })
}

function warningsOf({ warnings }: ApiAnswer): Record<string, string[]> {
  if (warnings.length === 0) return {}
  return { warning: warnings.map((text) => `299 - ${JSON.stringify(text)}`) }
}

export function sendJson(response: ServerResponse, code: number, value: object): void {
  response.writeHead(code, { 'content-type': 'application/json' })
  response.end(`${JSON.stringify(value)}\n`)
}

export function sendStatus(response: ServerResponse, status: Status): void {
  sendJson(response, status.code, status)
}

export const TOO_LARGE: Status = failure({
  code: 413,
  reason: 'RequestEntityTooLarge',
  message: 'Request entity too large: limit is 3145728',
})
