import { expect, test } from 'vitest'
import { timelineOf, told } from './fixtures/stories.ts'

const CREATE = 'kubectl create -f pod.yaml'

function lanesOf(manifest: string, acts: readonly (string | number)[]): readonly string[] {
  const [lanes] = timelineOf({ manifest, acts: [CREATE, ...acts] }).pods
  return lanes === undefined ? [] : told(lanes)
}

function podWith(spec: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n${spec}`
}

test('a start', () => {
  expect(lanesOf(podWith(`  containers: [{name: web, image: nginx}]\n`), [20])).toEqual([
    'phase: 0 Pending, 2.2 Running',
    'web: 0 ContainerCreating, 2.2 Running',
    'web ready: 2.2–',
    'STATUS: 0 Pending, 0 ContainerCreating, 2.2 Running',
  ])
})

test('a crash loop', () => {
  const spec = `  containers: [{name: app, image: busybox, command: [sh, -c, 'sleep 2; exit 3']}]\n`
  expect(lanesOf(podWith(spec), [60])).toEqual([
    'phase: 0 Pending, 0.8 Running',
    'app: 0 ContainerCreating, 0.8 Running, 3 Error(3), 3.5 Running #1, 6 Error(3) #1, 7 CrashLoopBackOff, 16.1 Running #2, 19 Error(3) #2, 20 CrashLoopBackOff, 38.6 Running #3, 41 Error(3) #3, 42 CrashLoopBackOff',
    'app ready: 0.8–3, 3.5–6, 16.1–19, 38.6–41',
    'STATUS: 0 Pending, 0 ContainerCreating, 0.8 Running, 3 Error, 3.5 Running, 6 Error, 7 CrashLoopBackOff, 16.1 Running, 19 Error, 20 CrashLoopBackOff, 38.6 Running, 41 Error, 42 CrashLoopBackOff',
  ])
})

test('a hook longer than the grace period', () => {
  const spec = `  terminationGracePeriodSeconds: 5
  containers:
  - name: app
    image: busybox
    command: [sh, -c, 'trap "echo asked" TERM; while :; do sleep 0.1; done']
    lifecycle: {preStop: {exec: {command: [sleep, '60']}}}
`
  expect(lanesOf(podWith(spec), [10, 'kubectl delete pod web', 20])).toEqual([
    'phase: 0 Pending, 0.8 Running, 17 Failed 17 –',
    'deletion: 10–17',
    'app: 0 ContainerCreating, 0.8 Running, 17 Error(137) 17 –',
    'app ready: 0.8–17',
    'app hooks: preStop 10–17!',
    'STATUS: 0 Pending, 0 ContainerCreating, 0.8 Running, 10 Terminating, 17 Error 17 –',
    'marks: 10 deletion, 5 s, 15 app SIGTERM handled, 17 app SIGKILL ended, 17 gone',
  ])
})

test('sidecars start first and end last', () => {
  const spec = `  initContainers:
  - {name: once, image: busybox, command: [sleep, '1']}
  - {name: log, image: busybox, restartPolicy: Always, command: [sh, -c, 'trap exit TERM; while :; do sleep 0.1; done']}
  containers:
  - {name: app, image: busybox, command: [sh, -c, 'trap "sleep 3; exit" TERM; while :; do sleep 0.1; done']}
`
  expect(lanesOf(podWith(spec), [15, 'kubectl delete pod web', 20])).toEqual([
    'phase: 0 Pending, 3.1 Running, 18.1 Succeeded 18.1 –',
    'deletion: 15–18.1',
    'once (init): 0 PodInitializing, 0.8 Running, 2 Completed(0) 18.1 –',
    'log (sidecar): 0 PodInitializing, 2.5 Running, 18.1 Completed(0) 18.1 –',
    'log ready: 2.5–18.1',
    'app: 0 PodInitializing, 3.1 Running, 18.1 Completed(0) 18.1 –',
    'app ready: 3.1–18.1',
    'STATUS: 0 Pending, 0 Init:0/2, 2 Init:1/2, 2.5 PodInitializing, 3.1 Running, 15 Terminating, 18.1 Completed 18.1 –',
    'marks: 15 deletion, 30 s, 15 app SIGTERM handled, 18.1 log SIGTERM handled, 18.1 gone',
  ])
})

test('out of memory', () => {
  const spec = `  restartPolicy: Never
  containers:
  - name: app
    image: busybox
    command: [sh, -c, 'sleep 2; yes | sort']
    resources: {limits: {memory: 4Mi}}
`
  expect(lanesOf(podWith(spec), [30])).toEqual([
    'phase: 0 Pending, 0.8 Running, 3 Failed',
    'app: 0 ContainerCreating, 0.8 Running, 3 OOMKilled(137)',
    'app ready: 0.8–3',
    'STATUS: 0 Pending, 0 ContainerCreating, 0.8 Running, 3 OOMKilled',
    'marks: 2.8 oom',
  ])
})

test('a second server finds its port taken', () => {
  const spec = `  containers: [{name: one, image: nginx}, {name: two, image: nginx}]\n`
  expect(lanesOf(podWith(spec), [15])).toEqual([
    'phase: 0 Pending, 2.7 Running',
    'one: 0 ContainerCreating, 2.7 Running',
    'one ready: 2.7–',
    'two: 0 ContainerCreating, 2.7 Running, 6 Error(1), 6.5 Running #1, 10 Error(1) #1, 11 CrashLoopBackOff',
    'two ready: 2.7–6, 6.5–10',
    'STATUS: 0 Pending, 0 ContainerCreating, 2.7 Running, 6 Error, 6.5 Running, 10 Error, 11 CrashLoopBackOff',
    'marks: 2.8 two EADDRINUSE 0.0.0.0:80, 2.8 two EADDRINUSE :::80, 3.3 two EADDRINUSE 0.0.0.0:80, 3.3 two EADDRINUSE :::80, 3.8 two EADDRINUSE 0.0.0.0:80, 3.8 two EADDRINUSE :::80, 4.3 two EADDRINUSE 0.0.0.0:80, 4.3 two EADDRINUSE :::80, 4.8 two EADDRINUSE 0.0.0.0:80, 4.8 two EADDRINUSE :::80, 6.6 two EADDRINUSE 0.0.0.0:80, 6.6 two EADDRINUSE :::80, 7.1 two EADDRINUSE 0.0.0.0:80, 7.1 two EADDRINUSE :::80, 7.6 two EADDRINUSE 0.0.0.0:80, 7.6 two EADDRINUSE :::80, 8.1 two EADDRINUSE 0.0.0.0:80, 8.1 two EADDRINUSE :::80, 8.6 two EADDRINUSE 0.0.0.0:80, 8.6 two EADDRINUSE :::80',
  ])
})

test('probes that fail', () => {
  const spec = `  containers:
  - name: app
    image: nginx
    readinessProbe: {httpGet: {port: 80, path: /ready}, periodSeconds: 2}
    livenessProbe: {httpGet: {port: 80, path: /alive}, periodSeconds: 3, failureThreshold: 2}
`
  expect(lanesOf(podWith(spec), [16])).toEqual([
    'phase: 0 Pending, 2.2 Running',
    'app: 0 ContainerCreating, 2.2 Running, 6.6 Running #1, 13 CrashLoopBackOff',
    'STATUS: 0 Pending, 0 ContainerCreating, 2.2 Running, 13 CrashLoopBackOff',
    'marks: 2.2 app readiness failed, 3 app liveness failed, 4.2 app readiness failed, 6 app liveness failed, 6 app readiness failed, 6 app SIGQUIT handled, 6.6 app readiness failed, 8.6 app readiness failed, 9 app liveness failed, 10.6 app readiness failed, 12 app liveness failed, 12 app readiness failed, 12 app SIGQUIT handled',
  ])
})

test('one name, two Pods', () => {
  const spec = `  containers: [{name: app, image: busybox, command: [sleep, '5']}]\n  restartPolicy: Never\n`
  const acts = [15, 'kubectl replace --force -f pod.yaml', 10]
  expect(lanesOf(podWith(spec), acts)).toEqual([
    'phase: 0 Pending, 0.8 Running, 6 Succeeded 15 –, 15 Pending, 15.8 Running, 21 Succeeded',
    'deletion: 15–15',
    'app: 0 ContainerCreating, 0.8 Running, 6 Completed(0) 15 –, 15 ContainerCreating, 15.8 Running, 21 Completed(0)',
    'app ready: 0.8–6, 15.8–21',
    'STATUS: 0 Pending, 0 ContainerCreating, 0.8 Running, 6 Completed 15 –, 15 Pending, 15 ContainerCreating, 15.8 Running, 21 Completed',
    'marks: 15 deletion, 0 s, 15 gone',
  ])
})
