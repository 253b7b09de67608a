import { describe, expect, test } from 'vitest'
import type { Fact } from '#engine'
import { enter, sessionWith, TWO_CONTAINERS } from './testing.ts'
import type { Session } from './session.ts'

const CRASHING = `apiVersion: v1
kind: Pod
metadata: {name: crashing}
spec:
  containers:
  - {name: app, image: busybox, command: ["sh", "-c", "exit 3"]}
`

function story(): Session {
  const session = sessionWith({ 'twocontainers.yaml': TWO_CONTAINERS, 'crashing.yaml': CRASHING })
  enter(session, 'kubectl create -f twocontainers.yaml')
  enter(session, 'kubectl create -f crashing.yaml', 30_000)
  enter(session, 'kubectl exec twocontainers -c shell -- curl -s localhost:9876/info')
  enter(session, 'kubectl exec twocontainers -c shell -- curl -s localhost:1')
  enter(session, 'kubectl label pod twocontainers env=dev')
  enter(session, 'kubectl delete pod twocontainers', 40_000)
  return session
}

type Match = (fact: Fact) => boolean

const is =
  <Kind extends Fact['kind']>(
    kind: Kind,
    test: (fact: Fact<Kind>) => boolean = () => true,
  ): Match =>
  (fact) =>
    fact.kind === kind && test(fact as Fact<Kind>)

const about = (text: string) => (fact: Fact) => fact.subject.includes(text)

/** Facts that a learner may ask about, and the line that is behind each. */
const QUESTIONS: readonly { readonly why: string; readonly fact: Match; readonly line: string }[] =
  [
    { why: 'the Pod exists', fact: is('object.added', about('pods/default/two')), line: 'create' },
    { why: 'it was placed', fact: is('scheduler.decided', about('two')), line: 'create' },
    { why: 'the kubelet planned', fact: is('kubelet.planned', about('two')), line: 'create' },
    { why: 'its sandbox started', fact: is('sandbox.started'), line: 'create' },
    { why: 'an image is pulled', fact: is('image.pulling'), line: 'create' },
    { why: 'an image was pulled', fact: is('image.pulled'), line: 'create' },
    { why: 'a container was made', fact: is('container.created'), line: 'create' },
    { why: 'a container started', fact: is('container.started'), line: 'create' },
    { why: 'a server listens', fact: is('socket.listening'), line: 'create' },
    {
      why: 'a container crashed',
      fact: is('container.exited', (fact) => fact.data.code === 3),
      line: 'create -f crashing',
    },
    {
      why: 'somebody asked on localhost',
      fact: is('exchange.opened', (fact) => fact.data.to.port === 9876),
      line: 'localhost:9876',
    },
    { why: 'he was answered', fact: is('exchange.sent'), line: 'localhost:9876' },
    {
      why: 'somebody asked where nobody listens',
      fact: is('exchange.opened', (fact) => fact.data.to.port === 1),
      line: 'localhost:1',
    },
    {
      why: 'the Pod changed',
      fact: is('object.modified', about('pods/default/two')),
      line: 'create',
    },
    {
      why: 'an API call was made',
      fact: is('api.request', (fact) => fact.data.user === 'learner'),
      line: 'create',
    },
    {
      why: 'the screen shows it',
      fact: is('terminal.wrote', (it) => it.data.text.includes('labeled')),
      line: 'label',
    },
    {
      why: 'the program ran',
      fact: is('process.started', (it) => it.data.argv[0] === 'curl'),
      line: 'curl',
    },
    {
      why: 'the container was killed',
      fact: is('container.exited', (fact) => fact.data.code === 137),
      line: 'delete',
    },
    { why: 'the sandbox stopped', fact: is('sandbox.stopped'), line: 'delete' },
    {
      why: 'the Pod is gone',
      fact: is('object.deleted', about('pods/default/two')),
      line: 'delete',
    },
  ]

describe('why', () => {
  const { history, clock } = story().cluster
  const facts = history.between(0, clock.seq)

  test.each(QUESTIONS)('$why: because of $line', ({ fact: match, line }) => {
    const fact = facts.find(match)
    expect(fact).toBeDefined()
    const chain = history.why(fact?.seq ?? 0)
    const last = chain.at(-1)
    expect(last?.kind).toBe('input.line')
    expect(last?.kind === 'input.line' ? last.data.text : '').toContain(line)
  })
})
