import type { Clock } from '../clock/clock.ts'
import type { StreamAction } from '../history/input.ts'
import type { Inputs } from '../history/inputs.ts'
import type { Stream, StreamListener } from '../streams/stream.ts'
import type { ApiAnswer, ApiMessage, ApiRequest, ApiTransport } from './transport.ts'

export interface OutsideOptions {
  readonly clock: Clock
  readonly inputs: Inputs
  readonly api: ApiTransport
}

/**
 * The door for clients outside of the engine. What they ask, and what they do with an open stream,
 * are inputs, so that the history can be played again without them; what is done for them is an
 * errand, so that they are answered while time is held.
 */
export function createOutsideDoor(options: OutsideOptions): ApiTransport {
  const door = new OutsideDoor(options)
  return { open: (request, onAnswer) => door.open(request, onAnswer) }
}

/** One request, and who hears what comes of it: nobody, when it is played again. */
interface Connection {
  readonly stream: Stream<ApiMessage, ApiMessage>
  hasRoom: boolean
}

interface Client {
  readonly onAnswer: (answer: ApiAnswer) => void
  listener?: StreamListener<ApiMessage>
}

class OutsideDoor {
  readonly #options: OutsideOptions
  readonly #open = new Map<string, Connection>()
  readonly #clients = new Map<string, Client>()
  #count = 0

  constructor(options: OutsideOptions) {
    this.#options = options
    const { clock, inputs } = options
    inputs.on('request', ({ stream, request }) => {
      clock.onErrand(true, () => {
        this.#begin(stream, request)
      })
    })
    inputs.on('stream', ({ stream, action }) => {
      clock.onErrand(true, () => {
        this.#act(stream, action)
      })
    })
  }

  open(request: ApiRequest, onAnswer: (answer: ApiAnswer) => void): Stream<ApiMessage, ApiMessage> {
    const id = `${this.#count + 1}`
    const client: Client = { onAnswer }
    this.#clients.set(id, client)
    this.#options.inputs.take({ kind: 'request', stream: id, request })
    const act = (action: StreamAction): void => {
      if (this.#open.has(id)) this.#options.inputs.take({ kind: 'stream', stream: id, action })
    }
    return {
      send: (message) => {
        act({ do: 'send', message })
        return this.#open.get(id)?.hasRoom ?? true
      },
      end: () => act({ do: 'end' }),
      cancel: (reason = 'the client went away') => act({ do: 'cancel', reason }),
      listen: (listener) => {
        client.listener = listener
      },
      pause: () => act({ do: 'pause' }),
      resume: () => act({ do: 'resume' }),
    }
  }

  #begin(id: string, request: ApiRequest): void {
    this.#count++
    const client = this.#clients.get(id)
    const stream = this.#options.api.open(request, (answer) => client?.onAnswer(answer))
    const connection = { stream, hasRoom: true }
    this.#open.set(id, connection)
    stream.listen({
      message: (message) => client?.listener?.message(message),
      drain: () => {
        connection.hasRoom = true
        client?.listener?.drain?.()
      },
      end: (error) => {
        this.#forget(id)
        client?.listener?.end(error)
      },
    })
  }

  #act(id: string, action: StreamAction): void {
    const connection = this.#open.get(id)
    if (connection === undefined) return
    const { stream } = connection
    switch (action.do) {
      case 'send':
        connection.hasRoom = stream.send(action.message)
        break
      case 'cancel':
        stream.cancel(action.reason)
        this.#forget(id)
        break
      case 'end':
      case 'pause':
      case 'resume':
        stream[action.do]()
    }
  }

  #forget(id: string): void {
    this.#open.delete(id)
    this.#clients.delete(id)
  }
}
