import type { Clock } from './clock/clock.ts'

/** From the moment when nothing holds it up any more until a machine that shuts down is off. */
const POWER_OFF_MS = 2000

/** What becomes of a machine as its power does. */
interface Powered {
  /** It is about to be off: `then` is called when it may be. */
  readonly shutDown: (then: () => void) => void
  readonly switchOff: () => void
  readonly switchOn: () => void
}

/** The power of a node's machine. Nothing stops a shutdown: who wants it back has it started again. */
export class MachinePower {
  readonly #clock: Clock
  readonly #machine: Powered
  #state: 'on' | 'ending' | 'off' = 'on'
  #startsAgain = false

  constructor(clock: Clock, machine: Powered) {
    this.#clock = clock
    this.#machine = machine
  }

  shutDown(): void {
    this.#startsAgain = false
    if (this.#state !== 'on') return
    this.#state = 'ending'
    this.#machine.shutDown(() => {
      this.#clock.after(POWER_OFF_MS, () => {
        this.#state = 'off'
        this.#machine.switchOff()
        if (this.#startsAgain) this.switchOn()
      })
    })
  }

  /** Starts a machine that is off; one on its way off starts as soon as it is. */
  switchOn(): void {
    this.#startsAgain = this.#state === 'ending'
    if (this.#state !== 'off') return
    this.#state = 'on'
    this.#machine.switchOn()
  }
}
