import { expect, test } from 'vitest'
import { play, type Story } from './story.ts'

const CRASH = `apiVersion: v1
kind: Pod
metadata: {name: exit0}
spec:
  containers:
  - {name: app, image: busybox, command: [sh, -c, exit 0]}
`
const WEB = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - {name: web, image: 'nginx:1.29'}
`
const stories: readonly (Story & { readonly title: string })[] = [
  {
    title: 'thing 6: who ends with 0 under Always is run again at once, after 10 s, after 20 s',
    files: { 'exit0.yaml': CRASH },
    screen: `
$ kubectl create -f exit0.yaml
pod/exit0 created
$ kubectl get pods -w > seen.txt &
[1] 4
(40 s)
$ cat seen.txt
NAME    READY   STATUS              RESTARTS   AGE
exit0   0/1     ContainerCreating   0          0s
exit0   0/1     ContainerCreating   0          0s
exit0   1/1     Running             0          0s
exit0   0/1     Completed           0          1s
exit0   1/1     Running             1 (1s ago)   1s
exit0   0/1     Completed           1 (2s ago)   2s
exit0   0/1     CrashLoopBackOff    1 (2s ago)   3s
exit0   1/1     Running             2 (11s ago)   12s
exit0   0/1     Completed           2 (12s ago)   13s
exit0   0/1     CrashLoopBackOff    2 (2s ago)    14s
exit0   1/1     Running             3 (20s ago)   32s
exit0   0/1     Completed           3 (21s ago)   33s
exit0   0/1     CrashLoopBackOff    3 (2s ago)    34s
$ kubectl get pod exit0 -o jsonpath='{.status.phase}{"\\n"}'
Running
`,
  },
  {
    title: 'thing 7: under Never one has ended with 0 and one runs: 1/2 NotReady',
    files: {
      'never.yaml': `apiVersion: v1
kind: Pod
metadata: {name: never}
spec:
  restartPolicy: Never
  containers:
  - {name: ends, image: busybox, command: [sh, -c, exit 0]}
  - {name: runs, image: busybox, command: [sleep, inf]}
`,
    },
    screen: `
$ kubectl create -f never.yaml
pod/never created
(10 s)
$ kubectl get pods
NAME    READY   STATUS     RESTARTS   AGE
never   1/2     NotReady   0          10s
$ kubectl get pod never -o jsonpath='{.status.phase}{"\\n"}'
Running
`,
  },
  {
    title: 'thing 8: another image replaces the container, not the Pod',
    files: { 'web.yaml': WEB },
    screen: `
$ kubectl create -f web.yaml
pod/web created
(8 s)
$ kubectl get pod web -o jsonpath='{.metadata.uid} {.status.podIP} {.spec.nodeName} {.status.containerStatuses[0].restartCount}{"\\n"}'
42202c42-9981-4059-a7b9-1d63a79cc909 10.244.2.2 worker-2 0
$ kubectl patch pod web -p '{"spec":{"containers":[{"name":"web","image":"nginx:1.16"}]}}'
pod/web patched
(30 s)
$ kubectl get pod web -o jsonpath='{.metadata.uid} {.status.podIP} {.spec.nodeName} {.status.containerStatuses[0].restartCount}{"\\n"}'
42202c42-9981-4059-a7b9-1d63a79cc909 10.244.2.2 worker-2 1
$ kubectl get pods
NAME   READY   STATUS    RESTARTS      AGE
web    1/1     Running   1 (30s ago)   38s
$ kubectl events --for pod/web | grep -E 'Unhealthy|Killing'
30s                 Normal   Killing     Pod/web   Container web definition changed, will be restarted
`,
  },
  {
    title: 'thing 10: a hung app that ignores SIGTERM is run again 30 s after it was to be killed',
    files: {
      'hung.yaml': `apiVersion: v1
kind: Pod
metadata: {name: hung}
spec:
  containers:
  - name: app
    image: busybox
    command: [sh, -c, 'trap "" TERM; touch /tmp/well; sleep 8; rm /tmp/well; while :; do sleep 1; done']
    livenessProbe: {exec: {command: [ls, /tmp/well]}, periodSeconds: 5}
`,
    },
    screen: `
$ kubectl create -f hung.yaml
pod/hung created
$ kubectl get pods -w > seen.txt &
[1] 4
(59 s)
$ cat seen.txt
NAME   READY   STATUS              RESTARTS   AGE
hung   0/1     ContainerCreating   0          0s
hung   0/1     ContainerCreating   0          0s
hung   1/1     Running             0          0s
hung   1/1     Running             1 (0s ago)   50s
$ kubectl events --for pod/hung | grep -E 'Unhealthy|Killing'
39s (x3 over 49s)   Warning   Unhealthy   Pod/hung   Liveness probe failed: ls: /tmp/well: No such file or directory
39s                 Normal    Killing     Pod/hung   Container app failed liveness probe, will be restarted
$ kubectl describe pod hung | grep -A 5 'Last State'
    Last State:     Terminated
      Reason:       Error
      Exit Code:    137
      Started:      Wed, 26 Aug 2026 08:00:01 +0000
      Finished:     Wed, 26 Aug 2026 08:00:51 +0000
    Ready:          True
`,
  },
  {
    title: 'misconception 1: what stands under STATUS is not the phase',
    files: {
      'three.yaml': `apiVersion: v1
kind: Pod
metadata: {name: crashes}
spec:
  containers:
  - {name: app, image: busybox, command: [sh, -c, exit 1]}
---
apiVersion: v1
kind: Pod
metadata: {name: ends}
spec:
  restartPolicy: Never
  containers:
  - {name: app, image: busybox, command: [sh, -c, exit 0]}
---
apiVersion: v1
kind: Pod
metadata: {name: goes}
spec:
  containers:
  - {name: app, image: busybox, command: [sleep, inf]}
`,
    },
    screen: `
$ kubectl create -f three.yaml
pod/crashes created
pod/ends created
pod/goes created
(20 s)
$ kubectl delete pod goes --wait=false
pod "goes" deleted from default namespace
$ kubectl get pods
NAME      READY   STATUS             RESTARTS     AGE
crashes   0/1     CrashLoopBackOff   2 (8s ago)   20s
ends      0/1     Completed          0            20s
goes      1/1     Terminating        0            20s
$ kubectl get pods -o custom-columns=NAME:.metadata.name,PHASE:.status.phase
NAME      PHASE
crashes   Running
ends      Succeeded
goes      Running
`,
  },
  {
    title: 'misconception 2: the container is run again; the Pod is the one it was',
    files: { 'web.yaml': WEB },
    screen: `
$ kubectl create -f web.yaml
pod/web created
(8 s)
$ kubectl get pod web -o jsonpath='{.metadata.uid} {.status.podIP} {.spec.nodeName} {.status.containerStatuses[0].restartCount}{"\\n"}'
42202c42-9981-4059-a7b9-1d63a79cc909 10.244.2.2 worker-2 0
$ kubectl exec web -- sh -c 'kill -QUIT 1'
(5 s)
$ kubectl get pod web -o jsonpath='{.metadata.uid} {.status.podIP} {.spec.nodeName} {.status.containerStatuses[0].restartCount}{"\\n"}'
42202c42-9981-4059-a7b9-1d63a79cc909 10.244.2.2 worker-2 1
$ kubectl get pods
NAME   READY   STATUS    RESTARTS     AGE
web    1/1     Running   1 (5s ago)   13s
`,
  },
  {
    title: 'misconception 12: some fields of a Pod can be edited, most cannot',
    files: { 'web.yaml': WEB },
    screen: `
$ kubectl create -f web.yaml
pod/web created
(8 s)
$ kubectl patch pod web -p '{"spec":{"containers":[{"name":"web","command":["sleep","inf"]}]}}'
The Pod "web" is invalid: spec: Forbidden: pod updates may not change fields other than \`spec.containers[*].image\`,\`spec.initContainers[*].image\`,\`spec.activeDeadlineSeconds\`,\`spec.tolerations\` (only additions to existing tolerations),\`spec.terminationGracePeriodSeconds\` (allow it to be set to 1 if it was previously negative)
@@ -93,7 +93,10 @@
   {
    "Name": "web",
    "Image": "nginx:1.29",
-   "Command": null,
+   "Command": [
+    "sleep",
+    "inf"
+   ],
    "Args": null,
    "WorkingDir": "",
    "Ports": null,

$ kubectl patch pod web -p '{"spec":{"activeDeadlineSeconds":3600}}'
pod/web patched
$ kubectl patch pod web -p '{"spec":{"activeDeadlineSeconds":7200}}'
The Pod "web" is invalid: spec.activeDeadlineSeconds: Invalid value: 7200: must be less than or equal to previous value
$ kubectl label pod web tier=front
pod/web labeled
`,
  },
  {
    title: 'misconception 14: whether 0 is the end is a matter of restartPolicy',
    files: {
      'policies.yaml': ['Always', 'OnFailure', 'Never']
        .map(
          (policy) => `apiVersion: v1
kind: Pod
metadata: {name: ${policy.toLowerCase()}}
spec:
  restartPolicy: ${policy}
  containers:
  - {name: well, image: busybox, command: [sh, -c, sleep 1; exit 0]}
  - {name: badly, image: busybox, command: [sh, -c, sleep 1; exit 3]}
`,
        )
        .join('---\n'),
    },
    screen: `
$ kubectl create -f policies.yaml
pod/always created
pod/onfailure created
pod/never created
(60 s)
$ kubectl get pods
NAME        READY   STATUS             RESTARTS      AGE
always      0/2     CrashLoopBackOff   6 (22s ago)   60s
never       0/2     Error              0             60s
onfailure   0/2     CrashLoopBackOff   3 (23s ago)   60s
$ kubectl get pods -o jsonpath='{range .items[*]}{.metadata.name} {.status.phase}:{range .status.containerStatuses[*]} {.name} {.restartCount}{end}{"\\n"}{end}'
always Running: badly 3 well 3
never Failed: badly 0 well 0
onfailure Running: badly 3 well 0
`,
  },
  {
    title: 'misconception 15: a restart moves nothing to another node',
    files: { 'exit0.yaml': CRASH },
    screen: `
$ kubectl create -f exit0.yaml
pod/exit0 created
(5 s)
$ kubectl get pods -o wide
NAME    READY   STATUS             RESTARTS     AGE   IP           NODE       NOMINATED NODE   READINESS GATES
exit0   0/1     CrashLoopBackOff   1 (4s ago)   5s    10.244.2.2   worker-2   <none>           <none>
(600 s)
$ kubectl get pods -o wide
NAME    READY   STATUS             RESTARTS        AGE   IP           NODE       NOMINATED NODE   READINESS GATES
exit0   0/1     CrashLoopBackOff   6 (4m51s ago)   10m   10.244.2.2   worker-2   <none>           <none>
`,
  },
]

test.each(stories)('$title', (story) => {
  expect(`\n${play(story)}`).toBe(story.screen)
})
