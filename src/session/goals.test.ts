import type { Goal, GoalState } from '#lesson'
import { expect, test } from 'vitest'
import type { Session } from './session.ts'
import { enter, sessionWith, TWO_CONTAINERS } from './testing.ts'

const BROKEN = TWO_CONTAINERS.replace('kind: Pod', 'kind: Bottle')

function stateOf(session: Session, run: string, expected: Goal['expect']): GoalState | undefined {
  const goals = [{ id: 'goal', run, within: 0, expect: expected }]
  return session.goals({ id: 'step', focus: [], goals, files: [], solution: [] })?.[0]
}

test('a goal reads the file as it was saved last', () => {
  const session = sessionWith({ 'pod.yaml': TWO_CONTAINERS })
  session.setFile('pod.yaml', BROKEN)
  expect(stateOf(session, 'grep kind pod.yaml', { exitCode: 0 })).toEqual({
    goal: 'goal',
    isMet: true,
    saw: 'kind: Bottle',
  })
})

test('a goal sees what was made at the prompt: directories, links, modes', () => {
  const session = sessionWith({})
  enter(session, 'mkdir -m 750 deep; echo here > deep/note; ln -s deep/note way; chmod 640 way')
  const prints = 'here\ndrwxr-x--- 1000\n-rw-r----- 1000'
  expect(stateOf(session, "cat way; stat -c '%A %u' deep deep/note", { prints })?.saw).toBe(prints)
})

test('a file beyond a mebibyte is no manifest, and is not there for a goal', () => {
  const session = sessionWith({})
  enter(session, 'head -c 2000000 /dev/zero > zeros; echo small > one')
  expect(stateOf(session, 'ls', { prints: 'one' })?.isMet).toBe(true)
})

test('what a goal writes stays beside the session', () => {
  const session = sessionWith({ 'pod.yaml': TWO_CONTAINERS })
  const { seq } = session.cluster.clock
  const saw = stateOf(session, 'echo gone > pod.yaml; cat pod.yaml', { prints: 'gone' })
  expect([saw?.isMet, session.cluster.clock.seq]).toEqual([true, seq])
  expect(enter(session, 'head -n 1 pod.yaml')).toBe('head -n 1 pod.yaml\napiVersion: v1\n$ ')
})

test('a file that the editor has saved is the learner’s own', () => {
  const session = sessionWith({ 'pod.yaml': TWO_CONTAINERS })
  expect(enter(session, "echo mine > pod.yaml; stat -c '%U %G %a' pod.yaml; cat pod.yaml")).toBe(
    "echo mine > pod.yaml; stat -c '%U %G %a' pod.yaml; cat pod.yaml\nlearner learner 644\nmine\n$ ",
  )
})

test('a manifest is put to the API server on trial, and nothing is created', () => {
  const session = sessionWith({ 'pod.yaml': BROKEN })
  const trial = 'kubectl apply -f pod.yaml --dry-run=server'
  const refused = stateOf(session, trial, { exitCode: 0 })
  session.setFile('pod.yaml', TWO_CONTAINERS)
  const taken = stateOf(session, trial, { exitCode: 0 })
  expect([refused?.saw, taken?.saw]).toEqual([
    'error: resource mapping not found for name: "twocontainers" namespace: "" from "pod.yaml": ' +
      'no matches for kind "Bottle" in version "v1"\nensure CRDs are installed first',
    'pod/twocontainers created (server dry run)',
  ])
  expect(enter(session, 'kubectl get pods')).toBe(
    'kubectl get pods\nNo resources found in default namespace.\n$ ',
  )
})

test('a goal looks where the learner looks: the namespace of the context counts', () => {
  const session = sessionWith({})
  enter(session, 'kubectl config set-context --current --namespace=kube-public')
  const run = 'kubectl get configmaps -o jsonpath={.items[*].metadata.namespace}'
  expect(stateOf(session, run, { prints: 'kube-public' })?.isMet).toBe(true)
})
