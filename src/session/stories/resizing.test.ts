import { expect, test } from 'vitest'
import { play, type Story } from './story.ts'

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: app
    image: busybox:1.36
    command: [sleep, inf]
    resizePolicy: [{resourceName: memory, restartPolicy: RestartContainer}]
    resources: {requests: {cpu: 100m, memory: 32Mi}, limits: {cpu: 200m, memory: 64Mi}}
`
const stories: readonly (Story & { readonly title: string })[] = [
  {
    title: '[R50] more of a processor is given to a container that runs',
    files: {
      'web.yaml': POD,
      'cpu.yaml': 'spec: {containers: [{name: app, resources: {limits: {cpu: 300m}}}]}\n',
    },
    screen: `
$ kubectl create -f web.yaml
pod/web created
(5 s)
$ kubectl patch pod web --subresource resize --patch-file cpu.yaml
pod/web patched
(2 s)
$ kubectl get pods
NAME   READY   STATUS    RESTARTS   AGE
web    1/1     Running   0          7s
$ kubectl get pod web -o jsonpath='{.status.containerStatuses[0].resources}{"\\n"}'
{"limits":{"cpu":"300m","memory":"64Mi"},"requests":{"cpu":"100m","memory":"32Mi"}}
$ kubectl exec web -- cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/cpu.max
67108864
30000 100000
$ kubectl events --for pod/web | grep Resize
2s          Normal   ResizeStarted     Pod/web   Pod resize started: {"containers":[{"name":"app","resources":{"limits":{"cpu":"300m","memory":"64Mi"},"requests":{"cpu":"100m","memory":"32Mi"}}}],"generation":2}
2s          Normal   ResizeCompleted   Pod/web   Pod resize completed: {"containers":[{"name":"app","resources":{"limits":{"cpu":"300m","memory":"64Mi"},"requests":{"cpu":"100m","memory":"32Mi"}}}],"generation":2}
`,
  },
  {
    title: '[R50] where resizePolicy says so a container is run again for what it is given',
    files: {
      'web.yaml': POD,
      'memory.yaml': 'spec: {containers: [{name: app, resources: {limits: {memory: 128Mi}}}]}\n',
    },
    screen: `
$ kubectl create -f web.yaml
pod/web created
(5 s)
$ kubectl patch pod web --subresource resize --patch-file memory.yaml
pod/web patched
(40 s)
$ kubectl get pods
NAME   READY   STATUS    RESTARTS      AGE
web    1/1     Running   1 (10s ago)   45s
$ kubectl exec web -- cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/cpu.max
134217728
20000 100000
$ kubectl events --for pod/web | grep Killing
40s                 Normal   Killing           Pod/web   Container app resize requires restart
`,
  },
  {
    title: '[R51] what a node can never give stays pending, and the Pod runs on with what it has',
    files: {
      'web.yaml': POD,
      'much.yaml':
        'spec: {containers: [{name: app, resources: {requests: {cpu: 5}, limits: {cpu: 5}}}]}\n',
    },
    screen: `
$ kubectl create -f web.yaml
pod/web created
(5 s)
$ kubectl patch pod web --subresource resize --patch-file much.yaml
pod/web patched
(2 s)
$ kubectl get pods
NAME   READY   STATUS    RESTARTS   AGE
web    1/1     Running   0          7s
$ kubectl get pod web -o jsonpath='{.status.containerStatuses[0].resources}{"\\n"}{.status.conditions[0].type} {.status.conditions[0].reason}: {.status.conditions[0].message}{"\\n"}'
{"limits":{"cpu":"200m","memory":"64Mi"},"requests":{"cpu":"100m","memory":"32Mi"}}
PodResizePending Infeasible: Node didn't have enough capacity: cpu, requested: 5000, capacity: 4000
$ kubectl events --for pod/web --types Warning
LAST SEEN   TYPE      REASON             OBJECT    MESSAGE
2s          Warning   ResizeInfeasible   Pod/web   Pod resize Infeasible: {"containers":[{"name":"app","resources":{"limits":{"cpu":"5","memory":"64Mi"},"requests":{"cpu":"5","memory":"32Mi"}}}],"generation":2,"error":"Node didn't have enough capacity: cpu, requested: 5000, capacity: 4000"}
`,
  },
]

test.each(stories)('$title', (story) => {
  expect(`\n${play(story)}`).toBe(story.screen)
})
