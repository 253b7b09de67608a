import type { Part } from '../parts/part.ts'
import type { Alarm, AlarmKind, Cause } from './clock.ts'

/**
 * By time; at one instant, in the order in which they were set. One object each, with nothing
 * around it: hardly anything is made as often as an alarm.
 */
export class WaitingAlarm implements Alarm {
  readonly micros: number
  readonly order: number
  readonly kind: AlarmKind
  readonly cause: Cause
  /** Whether somebody outside waits for what it does. */
  readonly isErrand: boolean
  /** What must be here before it may ring. */
  readonly part: Part<unknown> | null
  readonly ring: () => void
  /** The queue in which it waits; null once it has rung or was cancelled. */
  queue: AlarmQueue | null

  constructor(setting: AlarmSetting, queue: AlarmQueue) {
    this.micros = setting.micros
    this.order = setting.order
    this.kind = setting.kind
    this.cause = setting.cause
    this.isErrand = setting.isErrand
    this.part = setting.part
    this.ring = setting.ring
    this.queue = queue
  }

  cancel(): void {
    this.queue?.forget(this)
  }

  isBefore(other: WaitingAlarm): boolean {
    if (this.micros !== other.micros) return this.micros < other.micros
    return this.order < other.order
  }
}

/** What an alarm is made of. */
export type AlarmSetting = Omit<WaitingAlarm, 'queue' | 'cancel' | 'isBefore'>

/** A binary heap of alarms; what was cancelled stays in it until it comes to the top. */
export class AlarmQueue {
  readonly #heap: WaitingAlarm[] = []
  #live = 0

  get size(): number {
    return this.#live
  }

  add(setting: AlarmSetting): Alarm {
    const alarm = new WaitingAlarm(setting, this)
    this.#rise(alarm)
    this.#live++
    return alarm
  }

  peek(): WaitingAlarm | undefined {
    while (this.#heap[0]?.queue === null) this.#removeFirst()
    return this.#heap[0]
  }

  take(): WaitingAlarm {
    const first = this.peek()
    if (first === undefined) throw new Error('no alarm is waiting')
    this.#removeFirst()
    this.forget(first)
    return first
  }

  /** Nobody waits for it any more. */
  forget(alarm: WaitingAlarm): void {
    alarm.queue = null
    this.#live--
  }

  #removeFirst(): void {
    const last = this.#heap.pop()
    if (last !== undefined && this.#heap.length > 0) this.#sink(last)
  }

  /** Puts an alarm at the end, and before its parents as far as it rings before them. */
  #rise(alarm: WaitingAlarm): void {
    const heap = this.#heap
    let index = heap.length
    while (index > 0) {
      const above = (index - 1) >> 1
      const parent = heap[above]
      if (parent === undefined || !alarm.isBefore(parent)) break
      heap[index] = parent
      index = above
    }
    heap[index] = alarm
  }

  /** Puts an alarm at the top, and behind its children as far as they ring before it. */
  #sink(alarm: WaitingAlarm): void {
    const heap = this.#heap
    let index = 0
    for (;;) {
      const left = 2 * index + 1
      const below = this.#isBefore(left + 1, left) ? left + 1 : left
      const child = heap[below]
      if (child === undefined || !child.isBefore(alarm)) break
      heap[index] = child
      index = below
    }
    heap[index] = alarm
  }

  #isBefore(a: number, b: number): boolean {
    const [left, right] = [this.#heap[a], this.#heap[b]]
    return left !== undefined && right !== undefined && left.isBefore(right)
  }
}
