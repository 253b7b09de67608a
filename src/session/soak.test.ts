import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Session } from './session.ts'
import { enter, sessionWith } from './testing.ts'

const NAMES = ['a', 'b', 'c'] as const
const KINDS = ['server', 'crashing', 'finishing', 'stubborn', 'talking', 'sharing'] as const

const BODIES: Readonly<Record<(typeof KINDS)[number], string>> = {
  server: `
  containers:
  - name: app
    image: nginx
    livenessProbe: {httpGet: {port: 80}, periodSeconds: 5}`,
  crashing: `
  containers:
  - {name: app, image: busybox, command: [sh, -c, 'sleep 2; exit 3']}`,
  finishing: `
  restartPolicy: OnFailure
  containers:
  - {name: app, image: busybox, command: [sh, -c, 'seq 100 | sort -n | tail -n 1']}`,
  stubborn: `
  terminationGracePeriodSeconds: 5
  containers:
  - name: app
    image: busybox
    command: [sh, -c, 'trap "" TERM; while :; do sleep 1; done']
    lifecycle: {preStop: {exec: {command: [sleep, '3']}}}`,
  talking: `
  containers:
  - {name: app, image: busybox, command: [sh, -c, 'while sleep 3; do wget -qO- localhost; done']}
  - {name: web, image: nginx}`,
  sharing: `
  shareProcessNamespace: true
  initContainers:
  - {name: side, image: busybox, restartPolicy: Always, command: [sleep, '9999']}
  volumes: [{name: shared, emptyDir: {}}]
  containers:
  - name: app
    image: centos:7
    command: [bash, -c, 'sleep 100 & sleep 200 & while :; do date >> /data/log; sleep 1; done']
    volumeMounts: [{name: shared, mountPath: /data}]`,
}

const name = fc.constantFrom(...NAMES)
const apply = fc
  .record({ name, kind: fc.constantFrom(...KINDS) })
  .map(({ name, kind }) => `kubectl apply -f ${kind}-${name}.yaml`)
const change = fc
  .record({
    name,
    line: fc.constantFrom(
      'kubectl delete pod NAME --wait=false',
      'kubectl delete pod NAME --now --wait=false',
      'kubectl delete pod NAME --force --grace-period=0',
      'kubectl exec NAME -c app -- kill 1',
      'kubectl exec NAME -c app -- sh -c "sleep 3 & exit 4"',
      'kubectl exec NAME -c app -- sh -c "kill -9 -1"',
      'timeout 2 kubectl exec NAME -c app -- sleep 30',
      'timeout 2 kubectl logs -f NAME -c app',
      'kubectl logs NAME --all-containers',
      'kubectl label pod NAME step=x --overwrite',
      'kubectl set image pod/NAME app=busybox:1.36',
      'kubectl get pods -o wide',
    ),
  })
  .map(({ name, line }) => line.replace('NAME', name))
type Move =
  | { readonly do: 'enter'; readonly line: string }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'kill'; readonly pod: string }
  | { readonly do: 'cut off' | 'shut down' | 'reconnect' }

const move: fc.Arbitrary<Move> = fc.oneof(
  fc.oneof(apply, change).map((line): Move => ({ do: 'enter', line })),
  fc.nat(40_000).map((ms): Move => ({ do: 'wait', ms })),
  name.map((pod): Move => ({ do: 'kill', pod })),
  fc
    .constantFrom('cut off' as const, 'shut down' as const, 'reconnect' as const)
    .map((it): Move => ({ do: it })),
)

function play(session: Session, it: Move): void {
  switch (it.do) {
    case 'enter':
      enter(session, it.line, 5_000)
      break
    case 'wait':
      session.elapse(it.ms)
      break
    case 'kill':
      killOne(session, it.pod)
      break
    case 'cut off':
    case 'shut down':
    case 'reconnect':
      session.input({ kind: 'node', node: 'worker-1', action: { do: it.do } })
  }
}

/** The container runtime's own kill, below the API. */
function killOne(session: Session, pod: string): void {
  const { containers, sandboxes } = session.snapshot().world
  for (const { id, state, sandbox } of containers.values()) {
    const where = sandboxes.get(sandbox)
    if (state !== 'running' || where?.podName !== pod) continue
    session.input({
      kind: 'node',
      node: where.node,
      action: { do: 'kill container', container: id },
    })
    return
  }
}

/** What a cluster holds that can leak. */
function holdings({ cluster }: Session): object {
  const { processes, sockets, sandboxes, containers, pulls } = cluster.observer.world()
  return {
    alarms: cluster.clock.waiting,
    processes: [...processes.values()].map(({ argv }) => argv.join(' ')),
    sockets: [...sockets.keys()],
    sandboxes: sandboxes.size,
    containers: containers.size,
    pulls: pulls.size,
  }
}

function sessionToPlayWith(): Session {
  const files: Record<string, string> = {}
  for (const name of NAMES)
    for (const kind of KINDS)
      files[`${kind}-${name}.yaml`] =
        `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec:${BODIES[kind]}\n`
  return sessionWith(files)
}

test('whatever was played, nothing is left of it when all Pods are gone', () => {
  const untouched = sessionToPlayWith()
  untouched.elapse(600_000)
  fc.assert(
    fc.property(fc.array(move, { minLength: 5, maxLength: 25 }), (moves) => {
      const session = sessionToPlayWith()
      for (const it of moves) play(session, it)
      play(session, { do: 'reconnect' })
      enter(session, 'kubectl delete pods --all --wait=false')
      session.elapse(600_000 - (session.now % 10_000))
      expect(enter(session, 'kubectl get pods')).toContain('No resources found')
      session.elapse(60_000)
      expect(holdings(session)).toEqual(holdings(untouched))
    }),
    { numRuns: 10 },
  )
})
