import { expect, test } from 'vitest'
import { play, type Story } from './story.ts'

const PODS = `apiVersion: v1
kind: Pod
metadata: {name: idle, labels: {app: idle}}
spec:
  containers: [{name: main, image: 'busybox:1.36', command: [sleep, inf]}]
---
apiVersion: v1
kind: Pod
metadata: {name: busy}
spec:
  containers:
  - name: spins
    image: busybox:1.36
    command: [sh, -c, 'while :; do :; done']
    resources: {limits: {cpu: 5m, memory: 16Mi}}
  - {name: rests, image: 'nginx:1.29'}
`

const stories: readonly (Story & { readonly title: string })[] = [
  {
    title: '[M1, M2] kubectl top tells what the control groups have counted',
    files: { 'pods.yaml': PODS },
    screen: `
$ kubectl top pod
No resources found in default namespace.
$ kubectl create -f pods.yaml
pod/idle created
pod/busy created
$ kubectl top pod
error: metrics not available yet
$ kubectl top pod idle
Error from server (NotFound): podmetrics.metrics.k8s.io "default/idle" not found
(30 s)
$ kubectl top pod
NAME   CPU(cores)   MEMORY(bytes)   
busy   5m           4Mi             
idle   0m           0Mi             
$ kubectl top pod busy --containers
POD    NAME    CPU(cores)   MEMORY(bytes)   
busy   rests   0m           4Mi             
busy   spins   5m           0Mi             
$ kubectl top pod --sort-by=cpu --no-headers -l app=idle
idle   0m    0Mi   
$ kubectl top pod --sort-by=age
error: --sort-by accepts only cpu or memory
`,
  },
]

test.each(stories)('$title', (story) => {
  expect(`\n${play(story)}`).toBe(story.screen)
})
