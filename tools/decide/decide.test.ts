import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { decide, type Question, questionsIn } from './decide.ts'

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

test('what is null is absent, what is absent is empty, and a sandbox may be several', () => {
  const state = { waiting: null, running: null, terminated: { exitCode: 0 } }
  const spec = { restartPolicy: 'Never', initContainers: null, containers: [{ name: 'a' }] }
  const sandboxes = [1, 0].map((attempt) => ({ state: 'Ready', attempt, ip: '10.0.0.1' }))
  const cases = [
    {
      decision: 'podPhase',
      input: { spec, statuses: { containerStatuses: [{ name: 'a', state }] } },
    },
    {
      decision: 'podCondition',
      input: { conditionType: 'PodReadyToStartContainers', sandbox: sandboxes },
    },
    { decision: 'podCondition', input: { conditionType: 'Ready', spec: { containers: null } } },
    { decision: 'computePodActions', input: { spec, runtime: {} } },
  ]
  expect(questionsIn(JSON.stringify({ cases })).map(decide)).toMatchObject([
    'Succeeded',
    { type: 'PodReadyToStartContainers', status: 'False' },
    { type: 'Ready', status: 'True' },
    { createSandbox: true, sandboxAttempt: 0, containersToStart: ['a'] },
  ])
})
