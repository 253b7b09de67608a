import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Clock } from './clock.ts'

describe('simulated time', () => {
  test('stands still until it is advanced', () => {
    const clock = new Clock()
    let rung = 0
    clock.after(5, () => rung++)
    expect([clock.now, rung]).toEqual([0, 0])
    clock.advanceBy(4.999)
    expect([clock.now, rung]).toEqual([4.999, 0])
    clock.advanceBy(0.001)
    expect([clock.now, rung]).toEqual([5, 1])
  })

  test('two alarms at one instant ring in the order in which they were set', () => {
    const clock = new Clock()
    const rung: string[] = []
    clock.at(3, () => rung.push('b'))
    clock.at(1, () => {
      rung.push('a')
      clock.at(3, () => rung.push('d'))
    })
    clock.at(3, () => rung.push('c'))
    clock.advanceTo(3)
    expect(rung).toEqual(['a', 'b', 'c', 'd'])
  })

  test('a cancelled alarm does not ring and does not wait', () => {
    const clock = new Clock()
    const alarm = clock.after(1, () => expect.unreachable())
    alarm.cancel()
    alarm.cancel()
    expect(clock.waiting).toBe(0)
    expect(clock.nextAlarm()).toBeNull()
    clock.advanceBy(2)
  })

  test('an advance stops when it is told that it is enough, and goes on from there', () => {
    const clock = new Clock()
    const rung: number[] = []
    for (const time of [1, 2, 3]) clock.at(time, () => rung.push(time))
    expect(clock.advanceTo(9, { isEnough: () => rung.length === 2 })).toBe('stopped')
    expect([clock.now, ...rung]).toEqual([2, 1, 2])
    expect(clock.advanceTo(9)).toBe('there')
    expect([clock.now, ...rung]).toEqual([9, 1, 2, 3])
  })

  test('an advance can be stopped at a number of the sequence', () => {
    const clock = new Clock()
    for (let i = 0; i < 10; i++) clock.after(1, () => clock.next())
    const middle = clock.seq + 7
    expect(clock.advanceBy(5, { untilSeq: middle })).toBe('stopped')
    expect(clock.seq).toBeGreaterThanOrEqual(middle)
    expect(clock.now).toBe(1)
  })

  test('in steps or at once, the same alarms ring at the same times', () => {
    const run = (times: readonly number[], steps: readonly number[]): string[] => {
      const clock = new Clock()
      const log: string[] = []
      for (const [index, time] of times.entries())
        clock.at(time / 7, () => {
          log.push(`${clock.now} ${clock.seq} ${index}`)
          if (index % 3 === 0) clock.after(time / 3, () => log.push(`${clock.now} again ${index}`))
        })
      for (const step of steps) clock.advanceBy(step / 1000)
      clock.advanceTo(10_000)
      return log
    }
    const whole = fc.array(fc.nat(5000), { maxLength: 20 })
    fc.assert(
      fc.property(whole, whole, (times, steps) => {
        expect(run(times, steps)).toEqual(run(times, []))
      }),
    )
  })
})

describe('causes', () => {
  test('an alarm hands down what was running when it was set', () => {
    const clock = new Clock()
    const seen: unknown[] = []
    clock.because(41, () => {
      clock.after(1, () => {
        seen.push(clock.cause)
        clock.after(1, () => seen.push(clock.cause))
      })
    })
    expect(clock.cause).toBeNull()
    clock.advanceBy(2)
    expect(seen).toEqual([41, 41])
  })
})

describe('held time', () => {
  test('only the work of errands rings, and moves time as far as it needs', () => {
    const clock = new Clock()
    const rung: string[] = []
    const note = (name: string) => () => rung.push(`${name} ${clock.now}`)
    clock.after(1, note('own work'), 'work')
    clock.after(2, note('own timer'))
    clock.onErrand(true, () => {
      clock.after(3, note('errand'), 'work')
      clock.after(4, note('its timer'))
    })
    clock.hold(true)
    expect(clock.nextAlarm()).toBe(3)
    clock.advanceTo(3)
    expect([clock.nextAlarm(), ...rung]).toEqual([null, 'errand 3'])
    clock.hold(false)
    clock.advanceTo(4)
    expect(rung).toEqual(['errand 3', 'own work 3', 'own timer 3', 'its timer 4'])
  })

  test('what an errand sets is an errand, through its timers too', () => {
    const clock = new Clock()
    const rung: string[] = []
    clock.onErrand(true, () =>
      clock.after(1, () => {
        clock.after(1, () => rung.push('work after a timer'), 'work')
      }),
    )
    clock.advanceTo(1)
    clock.hold(true)
    clock.advanceTo(2)
    expect([clock.isErrand, ...rung]).toEqual([false, 'work after a timer'])
  })

  test('what is cancelled does not ring', () => {
    const clock = new Clock()
    const alarm = clock.onErrand(true, () => clock.after(1, () => expect.unreachable(), 'work'))
    expect(clock.waiting).toBe(1)
    alarm.cancel()
    expect([clock.waiting, clock.nextAlarm()]).toEqual([0, null])
  })
})
