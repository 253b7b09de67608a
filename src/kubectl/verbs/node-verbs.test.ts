import type { Pod } from '#engine'
import { expect, test } from 'vitest'
import { drainVerdict } from './drain-pods.ts'
import { changedTaints, parseTaints } from './taint-specs.ts'

const RULES = { force: false, 'delete-emptydir-data': false, 'ignore-daemonsets': false }
const OWNED = { ownerReferences: [{ kind: 'ReplicaSet', name: 'a', controller: true }] }
const OF_DAEMON = { ownerReferences: [{ kind: 'DaemonSet', name: 'a', controller: true }] }

function pod(metadata: object, spec: object = {}, phase = 'Running'): Pod {
  return { metadata, spec, status: { phase } } as unknown as Pod
}

test.each([
  { what: 'of a controller', it: pod(OWNED), rules: {}, verdict: { goes: true } },
  {
    what: 'of nobody',
    it: pod({}),
    rules: {},
    verdict: {
      goes: false,
      error: 'Pods that declare no controller (use --force to override)',
    },
  },
  {
    what: 'of nobody, with --force',
    it: pod({}),
    rules: { force: true },
    verdict: { goes: true, warning: 'deleting Pods that declare no controller' },
  },
  {
    what: 'of nobody that has ended',
    it: pod({}, {}, 'Failed'),
    rules: {},
    verdict: { goes: true },
  },
  {
    what: 'with an emptyDir',
    it: pod(OWNED, { volumes: [{ name: 'a', emptyDir: {} }] }),
    rules: {},
    verdict: {
      goes: false,
      error: 'Pods with local storage (use --delete-emptydir-data to override)',
    },
  },
  {
    what: 'of a DaemonSet, ignored',
    it: pod(OF_DAEMON),
    rules: { 'ignore-daemonsets': true },
    verdict: { goes: false, warning: 'ignoring DaemonSet-managed Pods' },
  },
  {
    what: 'of the node itself',
    it: pod({ annotations: { 'kubernetes.io/config.mirror': 'x' } }),
    rules: {},
    verdict: { goes: false },
  },
])('a Pod $what, when its node is drained', ({ it, rules, verdict }) => {
  expect(drainVerdict(it, { ...RULES, ...rules })).toEqual(verdict)
})

const NODE = { name: 'n', taints: [{ key: 'a', value: '1', effect: 'NoSchedule' }] }

test.each([
  { specs: ['b=2:NoExecute'], operation: 'tainted', keys: ['b', 'a'] },
  { specs: ['a-'], operation: 'untainted', keys: [] },
  { specs: ['a:NoSchedule-'], operation: 'untainted', keys: [] },
  { specs: ['b:NoExecute', 'a-'], operation: 'modified', keys: ['b'] },
])('$specs: the node is $operation', ({ specs, operation, keys }) => {
  const changed = changedTaints(NODE, parseTaints(specs), false)
  expect(changed.operation).toBe(operation)
  expect(changed.taints.map(({ key }) => key)).toEqual(keys)
})

test.each([
  { specs: ['a=2:NoSchedule'], says: 'node n already has a taint(s) with same effect(s)' },
  { specs: ['c-'], says: 'taint "c" not found' },
  { specs: ['a=1'], says: 'invalid taint spec: a=1' },
  { specs: ['a:Never'], says: 'invalid taint effect: Never, unsupported taint effect' },
])('$specs is refused', ({ specs, says }) => {
  expect(() => changedTaints(NODE, parseTaints(specs), false)).toThrow(says)
})
