import fc from 'fast-check'
import { expect, test } from 'vitest'
import { enter, sessionWith } from './testing.ts'

const label = fc.stringMatching(/^[a-z]([-a-z0-9]{0,10}[a-z0-9])?$/)

interface Case {
  readonly pod: string
  readonly names: readonly string[]
  readonly port: number
  readonly command: string
  readonly helpers: number
}

const cases: fc.Arbitrary<Case> = fc.record({
  pod: label,
  names: fc.uniqueArray(label, { minLength: 5, maxLength: 5 }),
  port: fc.integer({ min: 1024, max: 60_000 }),
  command: fc.constantFrom('sleep 9999', 'while :; do sleep 60; done', 'exec sleep 5000'),
  helpers: fc.integer({ min: 1, max: 3 }),
})

const SERVICE = 'quay.io/openshiftlabs/simpleservice:0.5.0'

function manifest({ pod, names, port, command, helpers }: Case, twice: boolean): string {
  const [server = 'server', second = 'second', ...others] = names
  const service = (name: string): string =>
    `  - name: ${JSON.stringify(name)}\n    image: ${SERVICE}\n    env: [{name: PORT0, value: "${port}"}]\n`
  const helper = (name: string): string =>
    `  - name: ${JSON.stringify(name)}\n    image: centos:7\n    command: ["sh", "-c", ${JSON.stringify(command)}]\n`
  return (
    `apiVersion: v1\nkind: Pod\nmetadata: {name: ${JSON.stringify(pod)}}\nspec:\n  containers:\n` +
    service(server) +
    (twice ? service(second) : '') +
    others.slice(0, helpers).map(helper).join('')
  )
}

test('whatever the names, the port, the commands and the number of containers', () => {
  fc.assert(
    fc.property(cases, (given) => {
      const session = sessionWith({ 'pod.yaml': manifest(given, false) })
      const total = given.helpers + 1
      expect(enter(session, 'kubectl create -f pod.yaml', 30_000)).toContain(
        `pod/${given.pod} created`,
      )
      expect(enter(session, 'kubectl get pods --no-headers').split(/\s+/)).toEqual(
        expect.arrayContaining([given.pod, `${total}/${total}`, 'Running']),
      )
      const ask = `kubectl exec ${given.pod} -c ${given.names[2] ?? ''} -- curl -s localhost:${given.port}/info`
      expect(enter(session, ask)).toContain(
        `{"host": "localhost:${given.port}", "version": "0.5.0", "from": "127.0.0.1"}`,
      )
    }),
    { numRuns: 20 },
  )
})

test('a second server on the same port fails with the address in use; the others run on', () => {
  fc.assert(
    fc.property(cases, (given) => {
      const session = sessionWith({ 'pod.yaml': manifest(given, true) })
      const second = given.names[1] ?? ''
      enter(session, 'kubectl create -f pod.yaml', 60_000)
      const pod = `kubectl get pod ${given.pod} -o`
      const reasons = enter(
        session,
        `${pod} jsonpath='{.status.containerStatuses[?(@.name=="${second}")].state.waiting.reason}'`,
      )
      expect(reasons).toContain('CrashLoopBackOff$ ')
      expect(enter(session, `kubectl logs --previous ${given.pod} -c ${second}`)).toContain(
        'socket.error: [Errno 98] Address already in use',
      )
      const ready = `${given.helpers + 1}/${given.helpers + 2}`
      expect(enter(session, 'kubectl get pods --no-headers')).toContain(ready)
    }),
    { numRuns: 8 },
  )
})
