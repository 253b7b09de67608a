import { type Ms, type Process, type Run, write } from '#engine'

const HEADER =
  '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n' +
  '                                 Dload  Upload   Total   Spent    Left  Speed\n'
const SECOND = 1000
/** Just after a second is over, as its timer rings. */
const TICK_MS = 1001
const BAR_WIDTH = 72

/** How far a transfer has come. */
export interface Progress {
  readonly size: number | undefined
  readonly received: number
  readonly sent: number
  readonly toSend: number
  readonly elapsedMs: Ms
}

/** The progress meter on the standard error: at the beginning, every second, at the end. */
export class Meter {
  readonly #process: Process
  readonly #kind: 'none' | 'table' | 'bar'
  size: number | undefined = undefined
  received = 0
  sent = 0
  toSend = 0
  #startedAt: Ms
  #lastShown: Ms | null = null

  constructor(process: Process, kind: 'none' | 'table' | 'bar') {
    this.#process = process
    this.#kind = kind
    this.#startedAt = process.now
  }

  get startedAt(): Ms {
    return this.#startedAt
  }

  /** When it is to be shown again. */
  get nextTick(): Ms {
    return this.#lastShown === null || this.#kind === 'none' ? Infinity : this.#lastShown + TICK_MS
  }

  *begin(): Run<void> {
    if (this.#kind === 'none' || this.#lastShown !== null) return
    if (this.#kind === 'table') yield* write(this.#process, 2, HEADER)
    yield* this.#show()
  }

  *tick(): Run<void> {
    if (this.nextTick <= this.#process.now) yield* this.#show()
  }

  *end(): Run<void> {
    if (this.#kind === 'none' || this.#lastShown === null) return
    yield* this.#show()
    yield* write(this.#process, 2, '\n')
    this.#lastShown = null
  }

  *#show(): Run<void> {
    const isFirst = this.#lastShown === null
    this.#lastShown = this.#process.now
    const progress: Progress = {
      size: this.size,
      received: this.received,
      sent: this.sent,
      toSend: this.toSend,
      elapsedMs: this.#process.now - this.#startedAt,
    }
    if (this.#kind === 'table') yield* write(this.#process, 2, `\r${meterLine(progress)}`)
    else if (!isFirst) yield* write(this.#process, 2, barLine(progress))
  }
}

/** One line of the table. */
function meterLine({ size, received, sent, toSend, elapsedMs }: Progress): string {
  const total = (size ?? 0) + toSend
  const percent = (part: number, whole: number): string =>
    `${whole === 0 ? 0 : Math.floor((part * 100) / whole)}`.padStart(3)
  const seconds = elapsedMs / SECOND
  const speed = (bytes: number): number => (seconds > 0 ? Math.floor(bytes / seconds) : 0)
  const [down, up] = [speed(received), speed(sent)]
  const whole = speed(received + sent)
  const estimate = total > 0 && whole > 0 ? Math.floor(total / whole) : 0
  const spent = Math.floor(seconds)
  const current = Math.floor(((received + sent) * SECOND) / Math.max(1, Math.floor(elapsedMs)))
  const times = [estimate, spent, Math.max(0, estimate - spent)].map(clockTime)
  return (
    `${percent(received + sent, total)} ${short(total)}  ` +
    `${percent(received, size ?? 0)} ${short(received)}  ` +
    `${percent(sent, toSend)} ${short(sent)}  ` +
    `${short(down)}  ${short(up)} ${times.join(' ')} ${short(current)}`
  )
}

function barLine({ size, received, sent, toSend }: Progress): string {
  const whole = (size ?? received) + toSend
  const part = whole === 0 ? 1 : (received + sent) / whole
  const marks = '#'.repeat(Math.floor(part * BAR_WIDTH))
  return `\r${marks.padEnd(BAR_WIDTH)} ${(part * 100).toFixed(1).padStart(5)}%`
}

/** Five places: plain, then in k, M with one decimal, M, G. */
function short(bytes: number): string {
  if (bytes < 100_000) return `${bytes}`.padStart(5)
  if (bytes < 10_000 * 1024) return `${Math.floor(bytes / 1024)}k`.padStart(5)
  const megabytes = bytes / 1024 ** 2
  if (megabytes < 100) return `${megabytes.toFixed(1)}M`.padStart(5)
  if (megabytes < 10_000) return `${Math.floor(megabytes)}M`.padStart(5)
  return `${(megabytes / 1024).toFixed(1)}G`.padStart(5)
}

function clockTime(seconds: number): string {
  if (seconds <= 0) return '--:--:--'
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return parts.map((it, i) => (i === 0 ? `${it}`.padStart(2) : `${it}`.padStart(2, '0'))).join(':')
}
