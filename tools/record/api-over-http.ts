import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { ApiAnswer, ApiMessage, ApiTransport } from '../../src/engine/index.ts'
import { apiRequestOf } from '../../src/serve/wire-request.ts'

/** Enough of HTTP for a real kubectl to read and write: plain requests and watches. */
export function apiOverHttp(api: ApiTransport, advance: () => void): Server {
  return createServer((request, response) => {
    void answer(api, request, response).then(advance)
  })
}

async function answer(
  api: ApiTransport,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Uint8Array[] = []
  for await (const chunk of message) chunks.push(chunk as Uint8Array)
  const body = Buffer.concat(chunks)
  const request = apiRequestOf(message, new Uint8Array(body))
  const stream = api.open(request, (answered) => {
    writeHead(response, answered)
  })
  const isWatch = request.query.some(([name, value]) => name === 'watch' && value === 'true')
  stream.listen({
    message: (said) => {
      response.write(bytesOf(said, isWatch))
    },
    end: () => {
      response.end()
    },
  })
  response.on('close', () => {
    stream.cancel()
  })
}

function writeHead(response: ServerResponse, { code, headers, warnings }: ApiAnswer): void {
  const warning = warnings.map((text) => `299 - ${JSON.stringify(text)}`)
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  if (warning.length > 0) response.setHeader('warning', warning)
  response.writeHead(code)
}

function bytesOf(message: ApiMessage, isWatch: boolean): string | Uint8Array {
  if (message.kind === 'object') return `${JSON.stringify(message.object)}${isWatch ? '\n' : ''}`
  return message.bytes
}
