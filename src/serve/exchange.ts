import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ApiMessage, ApiRequest, ApiTransport, Stream } from '#engine'
import type { Driver } from './driver.ts'
import { fault } from './refusals.ts'
import { AnswerWriter, sendStatus } from './wire-answer.ts'
import { isForPeople, wireJson } from './wire-json.ts'
import { askingForJson, wantsYaml, wireYaml } from './wire-yaml.ts'

/** Where requests go, and what makes them go on. */
export interface Service {
  /** The cluster's door for clients outside. */
  readonly door: ApiTransport
  readonly driver: Driver
  /** Who is to be told when the cluster fails him. */
  readonly unanswered: Set<() => void>
}

export interface HttpExchange {
  readonly message: IncomingMessage
  readonly response: ServerResponse
  readonly request: ApiRequest
}

/** Answers a request over HTTP, as fast as the answer is taken; who goes away cancels it. */
export function exchange(service: Service, { message, response, request }: HttpExchange): void {
  const { door, driver } = service
  let isOver = false
  const finish = (): void => {
    isOver = true
    service.unanswered.delete(fail)
    leave()
  }
  const fail = (): void => {
    finish()
    if (response.headersSent) response.destroy()
    else sendStatus(response, fault())
  }
  const leave = attend(service, request.path)
  service.unanswered.add(fail)
  driver.do(() => {
    const isYaml = wantsYaml(request)
    const stream = door.open(isYaml ? askingForJson(request) : request, (answer) => {
      service.unanswered.delete(fail)
      writer.begin(answer)
    })
    const writer = new AnswerWriter(response, {
      hasBody: message.method !== 'HEAD',
      form: isYaml ? YAML : { write: (object) => wireJson(object, isPretty(request)) },
      onFull: () => {
        pauseUntilDrained(driver, stream, response)
      },
    })
    stream.listen({
      message: (it) => writer.message(it),
      end: () => {
        finish()
        writer.end()
      },
    })
    response.on('close', () => {
      if (isOver) return
      finish()
      driver.do(() => {
        stream.cancel()
      })
    })
  })
}

const YAML = { write: wireYaml, contentType: 'application/yaml' }

function pauseUntilDrained(
  driver: Driver,
  stream: Stream<ApiMessage, ApiMessage>,
  response: ServerResponse,
): void {
  driver.do(() => {
    stream.pause()
  })
  response.once('drain', () => {
    driver.do(() => {
      stream.resume()
    })
  })
}

/** Open streams to the inside of a container keep its processes going. */
export function attend({ driver }: Service, path: string): () => void {
  const hasProcesses =
    /\/pods\/[^/]+\/(log|exec|attach|portforward)\/?$/.test(path) ||
    /\/(pods|services)\/[^/]+\/proxy(\/|$)/.test(path)
  return hasProcesses ? driver.pace.attend() : () => undefined
}

/** The version is written for people, whoever asks; the events of a watch never are. */
function isPretty({ path, query, headers }: ApiRequest): boolean {
  if (path === '/version') return true
  if (path.startsWith('/openapi/')) return false
  const isWatch = query.some(([name, value]) => name === 'watch' && !/^(0|f|false)?$/i.test(value))
  return !isWatch && isForPeople(query, headers['user-agent'] ?? '')
}
