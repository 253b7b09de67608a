import type { Part } from '../parts/part.ts'
import type { Alarm, AlarmKind, Cause } from './clock.ts'

export interface WaitingAlarm {
  readonly micros: number
  readonly order: number
  readonly kind: AlarmKind
  readonly cause: Cause
  /** Whether somebody outside waits for what it does. */
  readonly isErrand: boolean
  /** What must be here before it may ring. */
  readonly part: Part<unknown> | null
  readonly ring: () => void
}

type Entry = WaitingAlarm & { cancelled: boolean }

/** By time; at one instant, in the order in which they were set. */
export function isBefore(a: WaitingAlarm, b: WaitingAlarm): boolean {
  return a.micros < b.micros || (a.micros === b.micros && a.order < b.order)
}

/** A binary heap of alarms by time, then by the order in which they were set. */
export class AlarmQueue {
  readonly #heap: Entry[] = []
  #live = 0

  get size(): number {
    return this.#live
  }

  add(alarm: WaitingAlarm): Alarm {
    const entry: Entry = { ...alarm, cancelled: false }
    this.#heap.push(entry)
    this.#rise(this.#heap.length - 1)
    this.#live++
    return {
      cancel: () => {
        if (entry.cancelled) return
        entry.cancelled = true
        this.#live--
      },
    }
  }

  peek(): WaitingAlarm | undefined {
    while (this.#heap[0]?.cancelled === true) this.#removeFirst()
    return this.#heap[0]
  }

  take(): WaitingAlarm {
    const first = this.peek()
    if (first === undefined) throw new Error('no alarm is waiting')
    const entry = this.#removeFirst()
    // A cancel after the ring must not be counted a second time.
    entry.cancelled = true
    this.#live--
    return entry
  }

  #removeFirst(): Entry {
    const heap = this.#heap
    const first = heap[0]
    const last = heap.pop()
    if (first === undefined || last === undefined) throw new Error('no alarm is waiting')
    if (heap.length > 0) {
      heap[0] = last
      this.#sink(0)
    }
    return first
  }

  #rise(from: number): void {
    let index = from
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!this.#isBefore(index, parent)) return
      this.#swap(index, parent)
      index = parent
    }
  }

  #sink(from: number): void {
    let index = from
    for (;;) {
      let first = index
      for (const child of [2 * index + 1, 2 * index + 2])
        if (child < this.#heap.length && this.#isBefore(child, first)) first = child
      if (first === index) return
      this.#swap(index, first)
      index = first
    }
  }

  #isBefore(a: number, b: number): boolean {
    return isBefore(this.#at(a), this.#at(b))
  }

  #swap(a: number, b: number): void {
    const left = this.#at(a)
    this.#heap[a] = this.#at(b)
    this.#heap[b] = left
  }

  #at(index: number): Entry {
    const entry = this.#heap[index]
    if (entry === undefined) throw new Error(`no alarm at ${index}`)
    return entry
  }
}
