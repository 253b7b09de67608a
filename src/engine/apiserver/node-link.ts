import type { FailureStatus } from '../api/status.ts'
import type { Alarm, Clock, Ms } from '../clock/clock.ts'
import type { ExecStream, StreamOptions } from '../runtime/runtime.ts'
import { createPair } from '../streams/pair.ts'
import type { Stream } from '../streams/stream.ts'
import type { LogOptions, NodeConnection, PodContainer } from './node-connection.ts'

/** Logs come over HTTP/2: half a minute of silence, a ping, and it is given up after another 15 s. */
const SILENCE_MS: Ms = 45_000

/** A connection that is open between the API server and the kubelet. */
interface Line {
  pause(): void
  resume(): void
}

/**
 * The way from the API server to a kubelet. While the node is cut off nothing passes, and nobody is
 * told: exec, attach and port-forward stand still and go on later; logs that are followed end.
 */
export class NodeLink implements NodeConnection {
  readonly #clock: Clock
  readonly #kubelet: NodeConnection
  readonly #lines = new Set<Line>()
  #isCut = false

  constructor(clock: Clock, kubelet: NodeConnection) {
    this.#clock = clock
    this.#kubelet = kubelet
  }

  cut(): void {
    if (this.#isCut) return
    this.#isCut = true
    for (const line of this.#lines) line.pause()
  }

  mend(): void {
    this.#isCut = false
    for (const line of this.#lines) line.resume()
  }

  logs(of: PodContainer, options: LogOptions): Stream<never, Uint8Array> | FailureStatus {
    return this.#through(this.#kubelet.logs(of, options), SILENCE_MS)
  }

  exec(
    of: PodContainer,
    argv: readonly string[],
    options: StreamOptions,
  ): ExecStream | FailureStatus {
    return this.#through(this.#kubelet.exec(of, argv, options))
  }

  attach(of: PodContainer, options: StreamOptions): ExecStream | FailureStatus {
    return this.#through(this.#kubelet.attach(of, options))
  }

  portForward(of: PodContainer, port: number): Stream<Uint8Array, Uint8Array> | FailureStatus {
    return this.#through(this.#kubelet.portForward(of, port))
  }

  usageOf(which: Parameters<NodeConnection['usageOf']>[0]): ReturnType<NodeConnection['usageOf']> {
    return this.#kubelet.usageOf(which)
  }

  /** `patienceMs`: so long it may stand still before it ends; absent: for ever. */
  #through<In, Out>(
    kubelet: Stream<In, Out> | FailureStatus,
    patienceMs?: Ms,
  ): Stream<In, Out> | FailureStatus {
    if ('kind' in kubelet) return kubelet
    const [near, far] = createPair<In, Out>(this.#clock)
    let givingUp: Alarm | undefined
    const line: Line = {
      pause: () => {
        far.pause()
        kubelet.pause()
        if (patienceMs !== undefined) givingUp = this.#clock.after(patienceMs, giveUp)
      },
      resume: () => {
        givingUp?.cancel()
        far.resume()
        kubelet.resume()
      },
    }
    const giveUp = (): void => {
      this.#lines.delete(line)
      far.end()
      kubelet.cancel()
    }
    this.#lines.add(line)
    this.#pass(kubelet, far, line)
    this.#pass(far, kubelet, line)
    return near
  }

  #pass<Message>(from: Stream<never, Message>, to: Stream<Message, unknown>, line: Line): void {
    from.listen({
      message: (message) => {
        if (!to.send(message)) from.pause()
      },
      drain: () => {
        if (!this.#isCut) to.resume()
      },
      end: (error) => {
        this.#lines.delete(line)
        if (error === undefined) to.end()
        else to.cancel(error.message)
      },
    })
  }
}
