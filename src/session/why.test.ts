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

// From a consequence back to the line that was typed; `<` reads: because of.
const TYPED = 'process.started < input.line'
const CREATED = `object.added < api.request < ${TYPED}`
const PLACED = `scheduler.decided < ${CREATED}`
const BOUND = `object.modified < api.request < ${PLACED}`
const PLANNED = `kubelet.planned < ${BOUND}`
const PULLING = `image.pulling < ${PLANNED}`
const ENTERED = `process.started < api.request < api.request < ${TYPED}`
const DELETED = `object.modified < api.request < ${TYPED}`
const KILLED = `container.exited < process.ended < process.signalled < ${DELETED}`

interface Question {
  readonly why: string
  readonly fact: Match
  /** The kinds of the facts on the way back: a link that is lost, or another one, is seen. */
  readonly chain: string
  /** What the line at the end of the chain says. */
  readonly line: string
}

/** Facts that a learner may ask about, and the whole chain of what is behind each. */
const QUESTIONS: readonly Question[] = [
  {
    why: 'the Pod exists',
    fact: is('object.added', about('pods/default/two')),
    chain: CREATED,
    line: 'kubectl create -f twocontainers.yaml',
  },
  {
    why: 'it was placed',
    fact: is('scheduler.decided', about('two')),
    chain: PLACED,
    line: 'kubectl create -f twocontainers.yaml',
  },
  {
    why: 'the Pod changed',
    fact: is('object.modified', about('pods/default/two')),
    chain: BOUND,
    line: 'kubectl create -f twocontainers.yaml',
  },
  {
    why: 'the kubelet planned',
    fact: is('kubelet.planned', about('two')),
    chain: PLANNED,
    line: 'kubectl create -f twocontainers.yaml',
  },
  {
    why: 'its sandbox started',
    fact: is('sandbox.started'),
    chain: `sandbox.started < ${PLANNED}`,
    line: 'kubectl create -f twocontainers.yaml',
  },
  {
    why: 'an image is pulled',
    fact: is('image.pulling'),
    chain: PULLING,
    line: 'kubectl create -f twocontainers.yaml',
  },
  {
    why: 'an image was pulled',
    fact: is('image.pulled'),
    chain: `image.pulled < ${PULLING}`,
    line: 'kubectl create -f twocontainers.yaml',
  },
  {
    why: 'a container was made',
    fact: is('container.created'),
    chain: `container.created < ${PULLING}`,
    line: 'kubectl create -f twocontainers.yaml',
  },
  {
    why: 'a container started',
    fact: is('container.started'),
    chain: `container.started < ${PULLING}`,
    line: 'kubectl create -f twocontainers.yaml',
  },
  {
    why: 'a server listens',
    fact: is('socket.listening'),
    chain: `socket.listening < process.started < ${PULLING}`,
    line: 'kubectl create -f twocontainers.yaml',
  },
  {
    why: 'a container crashed',
    fact: is('container.exited', (fact) => fact.data.code === 3),
    chain: `container.exited < process.ended < process.started < ${PULLING}`,
    line: 'kubectl create -f crashing.yaml',
  },
  {
    why: 'somebody asked on localhost',
    fact: is('exchange.opened', (fact) => fact.data.to.port === 9876),
    chain: `exchange.opened < ${ENTERED}`,
    line: 'kubectl exec twocontainers -c shell -- curl -s localhost:9876/info',
  },
  {
    why: 'he was answered over IPv4 after IPv6 had been refused',
    fact: is('exchange.sent'),
    chain:
      'exchange.sent < exchange.established < exchange.opened < exchange.failed < ' +
      `exchange.opened < ${ENTERED}`,
    line: 'kubectl exec twocontainers -c shell -- curl -s localhost:9876/info',
  },
  {
    why: 'somebody asked where nobody listens',
    fact: is('exchange.opened', (fact) => fact.data.to.port === 1),
    chain: `exchange.opened < ${ENTERED}`,
    line: 'kubectl exec twocontainers -c shell -- curl -s localhost:1',
  },
  {
    why: 'the status was reported',
    fact: is('api.request', about('pods/twocontainers/status')),
    chain: `api.request < ${BOUND}`,
    line: 'kubectl create -f twocontainers.yaml',
  },
  {
    why: 'the screen shows it',
    fact: is('terminal.wrote', (it) => it.data.text.includes('labeled')),
    chain: `terminal.wrote < api.request < api.request < ${TYPED}`,
    line: 'kubectl label pod twocontainers env=dev',
  },
  {
    why: 'the program ran',
    fact: is('process.started', (it) => it.data.argv[0] === 'curl'),
    chain: ENTERED,
    line: 'kubectl exec twocontainers -c shell -- curl -s localhost:9876/info',
  },
  {
    why: 'the container was killed',
    fact: is('container.exited', (fact) => fact.data.code === 137),
    chain: KILLED,
    line: 'kubectl delete pod twocontainers',
  },
  {
    why: 'the sandbox stopped',
    fact: is('sandbox.stopped'),
    chain: `sandbox.stopped < ${KILLED}`,
    line: 'kubectl delete pod twocontainers',
  },
  {
    why: 'the Pod is gone',
    fact: is('object.deleted', about('pods/default/two')),
    chain: `object.deleted < api.request < api.request < api.request < ${KILLED}`,
    line: 'kubectl delete pod twocontainers',
  },
]

describe('why', () => {
  const { history, clock } = story().cluster
  const facts = history.between(0, clock.seq)

  test.each(QUESTIONS)('$why', ({ fact: match, chain, line }) => {
    const fact = facts.find(match)
    const found = history.why(fact?.seq ?? 0)
    expect(found.map(({ kind }) => kind).join(' < ')).toBe(chain)
    const typed = found.at(-1)
    expect(typed?.kind === 'input.line' ? typed.data.text : '').toBe(`${line}\n`)
  })
})
