import { beforeAll, describe, expect, test } from 'vitest'
import { CHANGING_LINES } from './changing-lines.ts'
import { CREATE_LINES } from './create-lines.ts'
import { LATER_LINES } from './later-lines.ts'
import { type Compared, withoutKnown } from './comparison.ts'
import { KNOWN_DIFFERENCES } from './known-differences.ts'
import { compareAll } from './pair.ts'
import { READING_LINES } from './reading-lines.ts'
import { findKubectl } from './real-kubectl.ts'
import { SET_LINES } from './set-lines.ts'

const kubectl = findKubectl()
const missing = kubectl === undefined ? ': SKIPPED, there is no kubectl 1.31 to 1.33 here' : ''

const changing = [...CHANGING_LINES, ...LATER_LINES, ...SET_LINES, ...CREATE_LINES].flatMap(
  (line) => (typeof line === 'string' ? [line] : 'waits' in line ? [line.waits] : []),
)
const commands = [...changing, ...READING_LINES].map((command, index) => ({ command, index }))

describe.skipIf(kubectl === undefined)(`our kubectl beside the real one${missing}`, () => {
  let all: readonly Compared[] = []

  beforeAll(async () => {
    all = await compareAll(kubectl ?? '')
  }, 600_000)

  test.each(commands)('$index $command', ({ command, index }) => {
    const compared = all[index]
    expect(compared?.command).toBe(command)
    if (compared === undefined) return
    const { real, ours } = withoutKnown(compared)
    expect(ours).toEqual(real)
  })

  test('at most ten differences are known, each of them real, none in what all depend on', () => {
    expect(KNOWN_DIFFERENCES.length).toBeLessThanOrEqual(10)
    const essential = /kubectl (create|apply|get|describe|logs|exec|delete)\b/
    expect(KNOWN_DIFFERENCES.filter(({ command }) => essential.test(command))).toEqual([])
    const used = all.flatMap((each) => withoutKnown(each).used)
    expect(KNOWN_DIFFERENCES.filter((it) => !used.includes(it))).toEqual([])
  })
})
