import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { decide, type Question } from './decide.ts'

interface Example {
  readonly decision: Question['decision']
  readonly name: string
  readonly output: object | string
}

const examples = readFileSync(new URL('examples.json', import.meta.url), 'utf8')
const { cases } = JSON.parse(examples) as { cases: (Example & Question)[] }

// Taken from behaviour that Kubernetes' own tests fix; never adjusted to make a test pass.
test.each(cases)('$decision: $name', (example) => {
  const answer = decide(example)
  if (typeof example.output === 'string') expect(answer).toBe(example.output)
  else expect(answer).toMatchObject(example.output)
})
