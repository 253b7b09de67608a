import type { Clock } from '../clock/clock.ts'
import type { Errno } from '../kernel/errno.ts'
import { isWildcard } from './addresses.ts'
import { ExchangeLog } from './exchange-log.ts'
import {
  endpointOf,
  type Fabric,
  type Holder,
  type Path,
  type SocketAddress,
  type Station,
} from './fabric.ts'

export interface SentDatagram {
  readonly station: Station
  readonly from: SocketAddress
  readonly to: SocketAddress
  readonly holder: Holder
  readonly path: Path
  readonly bytes: Uint8Array
}

interface Side {
  readonly station: string
  readonly at: SocketAddress
}

interface Conversation {
  readonly asking: Side
  readonly asked: Side
  /** The address that was asked, before it was translated: answers come from there. */
  readonly askedAs: SocketAddress
  readonly log: ExchangeLog
}

/** Datagrams have no connection; those between the same two sockets are told as one exchange. */
export class UdpConversations {
  readonly #fabric: Fabric
  readonly #clock: Clock
  #open: readonly Conversation[] = []

  constructor(fabric: Fabric) {
    this.#fabric = fabric
    this.#clock = fabric.clock
  }

  /** `onUnreachable` hears, one way later and back, that nobody was there. */
  send(sent: SentDatagram, onUnreachable: (errno: Errno) => void): void {
    const { path, bytes } = sent
    const { conversation, direction } = this.#conversationOf(sent)
    const fail = (errno: Errno, at: string): void => {
      conversation.log.failed(errno, at)
      this.#forget(conversation)
      onUnreachable(errno)
    }
    if (path.kind === 'no path') {
      this.#clock.after(path.afterMs, () => {
        fail(path.errno, path.at)
      })
      return
    }
    const { station, to, way, route } = path
    const from = direction === 'response' ? conversation.askedAs : sent.from
    const refuse = (): void => {
      fail('ECONNREFUSED', route.at(-1) ?? '')
    }
    const arrive = (): void => {
      const receiver = station.udpReceiver(to, from)
      if (receiver !== undefined) receiver.deliver(bytes, from)
      else this.#clock.after(way.latencyMs, refuse, 'work')
    }
    this.#clock.because(conversation.log.sent(direction, bytes), () => {
      if (!way.isCut()) this.#clock.after(way.latencyMs, arrive, 'work')
    })
  }

  /** A socket is closed, and with it what it had begun or answered. */
  end(side: Side): void {
    for (const conversation of this.#open) {
      if (!isPartOf(side, conversation.asking) && !isPartOf(side, conversation.asked)) continue
      conversation.log.closed()
      this.#forget(conversation)
    }
  }

  #forget(conversation: Conversation): void {
    this.#open = this.#open.filter((it) => it !== conversation)
  }

  #conversationOf(sent: SentDatagram): {
    readonly conversation: Conversation
    readonly direction: 'request' | 'response'
  } {
    const { station, from, path } = sent
    const near = { station: station.name, at: from }
    const far =
      path.kind === 'path'
        ? { station: path.station.name, at: path.to }
        : { station: '', at: sent.to }
    const answered = this.#open.find((it) => isSame(it.asking, far) && isSame(it.asked, near))
    if (answered !== undefined) return { conversation: answered, direction: 'response' }
    const known = this.#open.find((it) => isSame(it.asking, near) && isSame(it.asked, far))
    const conversation = known ?? this.#begin({ sent, near, far })
    return { conversation, direction: 'request' }
  }

  #begin(begun: { sent: SentDatagram; near: Side; far: Side }): Conversation {
    const { sent, near, far } = begun
    const { path, holder, to, from } = sent
    const log = new ExchangeLog(this.#fabric.history, this.#fabric.nextExchangeId())
    const receiver = path.kind === 'path' ? path.station.udpReceiver(path.to, from) : undefined
    log.opened({
      from: endpointOf(near.station, near.at, holder),
      to: endpointOf(far.station, far.at, receiver?.holder),
      protocol: 'udp',
      route: path.route,
    })
    const conversation = { asking: near, asked: far, askedAs: to, log }
    this.#open = [...this.#open, conversation]
    return conversation
  }
}

function isSame(a: Side, b: Side): boolean {
  return a.station === b.station && a.at.address === b.at.address && a.at.port === b.at.port
}

/** A socket that is bound to every address is part of what came to one of them. */
function isPartOf(socket: Side, side: Side): boolean {
  if (socket.station !== side.station || socket.at.port !== side.at.port) return false
  return isWildcard(socket.at.address) || socket.at.address === side.at.address
}
