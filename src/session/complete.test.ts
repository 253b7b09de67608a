import { beforeAll, describe, expect, test } from 'vitest'
import { completeAt, kubectlWords } from './complete.ts'
import type { Session } from './session.ts'
import { enter, sessionWith, TWO_CONTAINERS } from './testing.ts'
import { HOME } from './workstation.ts'

describe('what the tabulator offers', () => {
  let session: Session

  beforeAll(() => {
    session = sessionWith({ 'pod.yaml': TWO_CONTAINERS, 'notes.txt': 'x' })
    enter(session, 'kubectl create -f pod.yaml')
  })

  test.each([
    { line: 'kubectl desc', offers: ['describe'] },
    { line: 'kubectl get no', offers: ['nodes', 'nodes.metrics.k8s.io'] },
    { line: 'kubectl get pods ', offers: ['twocontainers'] },
    { line: 'kubectl get pod/', offers: ['pod/twocontainers'] },
    { line: 'kubectl logs two', offers: ['twocontainers'] },
    { line: 'kubectl logs twocontainers -c ', offers: ['sise', 'shell'] },
    { line: 'kubectl exec twocontainers --container=s', offers: ['sise', 'shell'] },
    {
      line: 'kubectl get pods -n kube-',
      offers: ['kube-node-lease', 'kube-public', 'kube-system'],
    },
    {
      line: 'kubectl get pods -o js',
      offers: ['json', 'jsonpath', 'jsonpath-as-json', 'jsonpath-file'],
    },
    { line: 'kubectl get pods --show-l', offers: ['--show-labels'] },
    { line: 'kubectl create -f ', offers: ['pod.yaml'] },
    { line: 'kubectl config use-', offers: ['use-context'] },
    { line: 'kubectl get nosuch ', offers: [] },
    { line: 'date; echo x | kubectl vers', offers: ['version'] },
    { line: 'cat no', offers: ['notes.txt'] },
    { line: 'kubec', offers: ['kubectl'] },
  ])('$line → $offers', ({ line, offers }) => {
    const { workstation, cluster } = session
    expect(completeAt({ workstation, cluster, cwd: HOME }, line).candidates).toEqual(offers)
  })

  test('the namespace of the context counts', () => {
    enter(session, 'kubectl config set-context --current --namespace=kube-public')
    const { workstation, cluster } = session
    const { candidates } = completeAt({ workstation, cluster, cwd: HOME }, 'kubectl get pods ')
    expect(candidates).toEqual([])
  })

  test('asking leaves no trace', () => {
    const { workstation, cluster } = session
    const [seq, now, inputs] = [cluster.clock.seq, cluster.clock.now, cluster.inputs.log.length]
    completeAt({ workstation, cluster, cwd: HOME }, 'kubectl get pods ')
    expect([cluster.clock.seq, cluster.clock.now, cluster.inputs.log.length]).toEqual([
      seq,
      now,
      inputs,
    ])
  })
})

test.each([
  { line: 'kubectl ', words: [''] },
  { line: 'A=1 kubectl get po', words: ['get', 'po'] },
  { line: "kubectl get -l 'a b' x", words: ['get', '-l', 'a b', 'x'] },
  { line: 'kubectl get a && kubectl logs ', words: ['logs', ''] },
  { line: 'kubectl', words: undefined },
  { line: 'ls kubectl ', words: undefined },
])('$line has the words $words', ({ line, words }) => {
  expect(kubectlWords(line)).toEqual(words)
})
