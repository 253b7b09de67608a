import type { Part } from '../parts/part.ts'
import { AlarmQueue, type WaitingAlarm } from './alarm-queue.ts'

/** Milliseconds of simulated time since the cluster was started; whole microseconds. */
export type Ms = number
/** One counter numbers everything that happens: alarms, writes, facts, inputs. */
export type Seq = number
/** What made something happen: the number of an earlier happening, or nothing (the start). */
export type Cause = Seq | null
/** `work` is under way: a delivery, a computation, something on its way; a `timer` waits for a time. */
export type AlarmKind = 'work' | 'timer'

export interface Alarm {
  cancel(): void
}

export interface AdvanceLimits {
  /** Asked after every alarm; true stops the advance where it is. */
  readonly isEnough?: () => boolean
  /** Stop as soon as the counter stands here. */
  readonly untilSeq?: Seq
}

/**
 * How an advance ended. `stopped`: a limit was reached before. `lacking`: what is due needs a part
 * that is not here yet; it has been asked for, and the same advance can be tried again.
 */
export type Advance = 'there' | 'stopped' | 'lacking'

/**
 * Simulated time. It stands still until somebody advances it; whatever is due then rings, in order
 * of time and, at one instant, in the order in which it was set.
 */
export class Clock {
  readonly #queue = new AlarmQueue()
  /** Work that somebody outside waits for. */
  readonly #errands = new AlarmQueue()
  #isHeld = false
  #isErrand = false
  #micros = 0
  #seq: Seq = 0
  #cause: Cause = null

  get now(): Ms {
    return this.#micros / 1000
  }

  /** The last number given out. */
  get seq(): Seq {
    return this.#seq
  }

  /** What caused whatever runs at this moment. */
  get cause(): Cause {
    return this.#cause
  }

  /** Gives out the next number. */
  next(): Seq {
    return ++this.#seq
  }

  /** Rings at `time` (never before now) and hands down the cause that is running. */
  at(time: Ms, ring: () => void, kind: AlarmKind = 'timer'): Alarm {
    return this.#set(Math.round(time * 1000), { kind, ring, part: null })
  }

  after(delay: Ms, ring: () => void, kind: AlarmKind = 'timer'): Alarm {
    return this.at(this.now + delay, ring, kind)
  }

  /** Rings in this same instant, after what is already waiting. */
  soon(ring: () => void): Alarm {
    return this.at(this.now, ring, 'work')
  }

  /** As `soon`, but not before `part` is here: until then time stands still. */
  whenHere(part: Part<unknown>, ring: () => void): Alarm {
    return this.#set(this.#micros, { kind: 'work', ring, part })
  }

  /** Runs `act` as a consequence of `cause`. */
  because<T>(cause: Cause, act: () => T): T {
    const before = this.#cause
    this.#cause = cause
    try {
      return act()
    } finally {
      this.#cause = before
    }
  }

  /** Whether what runs at this moment is done for somebody outside who waits for it. */
  get isErrand(): boolean {
    return this.#isErrand
  }

  /** Runs `act` on an errand, or on nobody's; alarms set in it inherit that. */
  onErrand<T>(isErrand: boolean, act: () => T): T {
    const before = this.#isErrand
    this.#isErrand = isErrand
    try {
      return act()
    } finally {
      this.#isErrand = before
    }
  }

  get isHeld(): boolean {
    return this.#isHeld
  }

  /**
   * While time is held, only the work of errands rings, and moves time as far as it needs; all
   * else waits, also when it is overdue, until time is let go.
   */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld
  }

  /** The time of the next alarm that may ring, or null when there is none. */
  nextAlarm(): Ms | null {
    const next = this.#peek()
    return next === undefined ? null : next.micros / 1000
  }

  advanceBy(delay: Ms, limits: AdvanceLimits = {}): Advance {
    return this.advanceTo(this.now + delay, limits)
  }

  /** Rings everything that is due until `time`. */
  advanceTo(time: Ms, limits: AdvanceLimits = {}): Advance {
    const target = Math.round(time * 1000)
    const untilSeq = limits.untilSeq ?? Infinity
    for (;;) {
      if (this.#seq >= untilSeq) return 'stopped'
      const next = this.#peek()
      if (next === undefined || next.micros > target) break
      if (isLacking(next)) return 'lacking'
      this.#ring(next)
      if (limits.isEnough?.() === true) return 'stopped'
    }
    this.#micros = Math.max(this.#micros, target)
    return 'there'
  }

  /**
   * Moves time on without ringing anything, as a pause between two inputs does. Nothing may be due
   * before `time`.
   */
  idleTo(time: Ms): void {
    const micros = Math.round(time * 1000)
    const next = this.#peek()
    if (next !== undefined && next.micros < micros)
      throw new Error(`an alarm is due at ${next.micros / 1000} ms, before ${time} ms`)
    this.#micros = Math.max(this.#micros, micros)
  }

  /** Rings one alarm, moving time to it. False when none is waiting that may ring. */
  step(): boolean {
    const next = this.#peek()
    if (next === undefined || isLacking(next)) return false
    this.#ring(next)
    return true
  }

  /** Alarms that wait: the measure of what a forgotten timer leaks. */
  get waiting(): number {
    return this.#queue.size + this.#errands.size
  }

  #set(wished: number, { kind, ring, part }: Pick<WaitingAlarm, 'kind' | 'ring' | 'part'>): Alarm {
    const { cause, isErrand } = this
    const queue = isErrand && kind === 'work' ? this.#errands : this.#queue
    const micros = Math.max(this.#micros, wished)
    return queue.add({ micros, order: this.next(), kind, cause, isErrand, part, ring })
  }

  #peek(): WaitingAlarm | undefined {
    const errand = this.#errands.peek()
    const other = this.#isHeld ? undefined : this.#queue.peek()
    if (errand === undefined || other === undefined) return errand ?? other
    return errand.isBefore(other) ? errand : other
  }

  #ring(alarm: WaitingAlarm): void {
    const isOfErrands = alarm.isErrand && alarm.kind === 'work'
    const queue = isOfErrands ? this.#errands : this.#queue
    queue.take()
    // What was held back rings late.
    this.#micros = Math.max(this.#micros, alarm.micros)
    // Ringing is counted, so that an input between two silent alarms has a place of its own.
    this.next()
    this.onErrand(alarm.isErrand, () => {
      this.because(alarm.cause, alarm.ring)
    })
  }
}

/** Whether an alarm must wait for its part, which is asked for. */
function isLacking({ part }: WaitingAlarm): boolean {
  if (part === null || part.here !== undefined) return false
  part.load()
  return true
}
