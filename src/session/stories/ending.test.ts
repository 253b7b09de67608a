import { expect, test } from 'vitest'
import { TWO_CONTAINERS } from '../testing.ts'
import { play, type Story } from './story.ts'

const stories: readonly (Story & { readonly title: string })[] = [
  {
    title: "thing 2: deleting the article's Pod takes thirty seconds and ends with 137, Error",
    files: { 'twocontainers.yaml': TWO_CONTAINERS },
    screen: `
$ kubectl create -f twocontainers.yaml
pod/twocontainers created
(12 s)
$ kubectl get pod twocontainers -w -o jsonpath='{range .status.containerStatuses[*]}{.state.terminated.exitCode} {.state.terminated.reason} {end}{.status.phase}{"\\n"}' > seen.txt &
[1] 4
$ time kubectl delete pod twocontainers
pod "twocontainers" deleted from default namespace

real	0m30.005s
user	0m0.000s
sys	0m0.000s
$ tail -n 1 seen.txt
137 Error 137 Error Failed
$ kubectl get pods
No resources found in default namespace.
`,
  },
  {
    title: 'thing 4: number 1 of a container cannot be killed from inside',
    files: { 'twocontainers.yaml': TWO_CONTAINERS },
    screen: `
$ kubectl create -f twocontainers.yaml
pod/twocontainers created
(12 s)
$ kubectl exec twocontainers -c shell -- kill -9 1; echo $?
0
(60 s)
$ kubectl get pods
NAME            READY   STATUS    RESTARTS   AGE
twocontainers   2/2     Running   0          72s
`,
  },
  {
    title:
      'thing 9: sidecars are stopped after the app, in reverse order; their preStop hooks are not',
    files: {
      'order.yaml': `apiVersion: v1
kind: Pod
metadata: {name: order}
spec:
  nodeName: worker-1
  volumes: [{name: log, hostPath: {path: /var/log/order, type: DirectoryOrCreate}}]
  initContainers:
  - name: a
    image: busybox
    restartPolicy: Always
    command: [sh, -c, 'trap "date \\"+%T TERM a\\" >> /log/log; exit" TERM; while :; do sleep 0.1; done']
    lifecycle: {preStop: {exec: {command: [sh, -c, 'date "+%T preStop a" >> /log/log']}}}
    volumeMounts: [{name: log, mountPath: /log}]
  - name: b
    image: busybox
    restartPolicy: Always
    command: [sh, -c, 'trap "date \\"+%T TERM b\\" >> /log/log; sleep 2; exit" TERM; while :; do sleep 0.1; done']
    lifecycle: {preStop: {exec: {command: [sh, -c, 'date "+%T preStop b" >> /log/log']}}}
    volumeMounts: [{name: log, mountPath: /log}]
  containers:
  - name: app
    image: busybox
    command: [sh, -c, 'trap "date \\"+%T TERM app\\" >> /log/log; sleep 3; exit" TERM; while :; do sleep 0.1; done']
    volumeMounts: [{name: log, mountPath: /log}]
`,
      'reader.yaml': `apiVersion: v1
kind: Pod
metadata: {name: reader}
spec:
  nodeName: worker-1
  volumes: [{name: log, hostPath: {path: /var/log/order}}]
  containers:
  - {name: reader, image: busybox, command: [sleep, inf], volumeMounts: [{name: log, mountPath: /log}]}
`,
    },
    screen: `
$ kubectl create -f order.yaml
pod/order created
(10 s)
$ kubectl create -f reader.yaml
pod/reader created
(5 s)
$ kubectl get pods
NAME     READY   STATUS    RESTARTS   AGE
order    3/3     Running   0          15s
reader   1/1     Running   0          5s
$ date +%T; time kubectl delete pod order
08:00:16
pod "order" deleted from default namespace

real	0m5.268s
user	0m0.000s
sys	0m0.000s
$ kubectl exec reader -- sort /log/log
08:00:16 TERM app
08:00:16 preStop a
08:00:16 preStop b
08:00:19 TERM b
08:00:21 TERM a
`,
  },
  {
    title: 'thing 12: a preStop hook that overruns the grace period leaves two seconds',
    files: {
      'slow.yaml': `apiVersion: v1
kind: Pod
metadata: {name: slow}
spec:
  terminationGracePeriodSeconds: 10
  containers:
  - name: app
    image: busybox
    command: [sh, -c, 'trap "date \\"+%T TERM\\"" TERM; while :; do sleep 0.1; done']
    lifecycle: {preStop: {exec: {command: [sleep, '60']}}}
`,
    },
    screen: `
$ kubectl create -f slow.yaml
pod/slow created
(8 s)
$ kubectl logs -f slow > log.txt &
[1] 4
$ kubectl get pod slow -w -o jsonpath='{.status.containerStatuses[0].state.terminated}{"\\n"}' > seen.txt &
[2] 5
$ date +%T; time kubectl delete pod slow
08:00:09
pod "slow" deleted from default namespace

real	0m12.005s
user	0m0.000s
sys	0m0.000s
[1]-  Done                    kubectl logs -f slow > log.txt
$ cat log.txt
08:00:19 TERM
$ tail -n 1 seen.txt
{"containerID":"containerd://8c88015e07c05b64e8699660be48a6ea40b5de14a2e1ec2125c825b3fe57a287","exitCode":137,"finishedAt":"2026-08-26T08:00:21Z","reason":"Error","startedAt":"2026-08-26T08:00:01Z"}
$ kubectl events --for pod/slow --types Warning
LAST SEEN   TYPE      REASON              OBJECT     MESSAGE
0s          Warning   FailedPreStopHook   Pod/slow   PreStopHook failed
`,
  },
  {
    title: 'thing 15: a child that eats the memory takes the whole container along',
    files: {
      'eater.yaml': `apiVersion: v1
kind: Pod
metadata: {name: eater}
spec:
  restartPolicy: Never
  containers:
  - name: app
    image: busybox
    command: [sh, -c, 'sleep 3; tail /dev/zero; echo the child is gone; sleep inf']
    resources: {limits: {memory: 32Mi}}
`,
    },
    screen: `
$ kubectl create -f eater.yaml
pod/eater created
(3 s)
$ kubectl exec eater -- ps -o pid,comm
PID   COMMAND
    1 sh
    2 sleep
    3 ps
(5 s)
$ kubectl get pods
NAME    READY   STATUS      RESTARTS   AGE
eater   0/1     OOMKilled   0          8s
$ kubectl logs eater
$ kubectl describe pod eater | grep -A 5 State:
    State:          Terminated
      Reason:       OOMKilled
      Exit Code:    137
      Started:      Wed, 26 Aug 2026 08:00:01 +0000
      Finished:     Wed, 26 Aug 2026 08:00:04 +0000
    Ready:          False
`,
  },
  {
    title: 'misconception 9: a shell as number 1 swallows SIGTERM, exec hands it on',
    files: {
      'shells.yaml': `apiVersion: v1
kind: Pod
metadata: {name: wrapped}
spec:
  containers:
  - {name: web, image: nginx, command: [sh, -c, 'nginx -g "daemon off;"; echo ended']}
---
apiVersion: v1
kind: Pod
metadata: {name: replaced}
spec:
  containers:
  - {name: web, image: nginx, command: [sh, -c, 'exec nginx -g "daemon off;"']}
`,
    },
    screen: `
$ kubectl create -f shells.yaml
pod/wrapped created
pod/replaced created
(12 s)
$ kubectl exec wrapped -- sh -c 'cat /proc/1/comm; kill -TERM 1; sleep 1; cat /proc/1/comm'
sh
sh
$ time kubectl delete pod wrapped
pod "wrapped" deleted from default namespace

real	0m30.005s
user	0m0.000s
sys	0m0.000s
$ time kubectl delete pod replaced
pod "replaced" deleted from default namespace

real	0m0.005s
user	0m0.000s
sys	0m0.000s
`,
  },
  {
    title: 'misconception 10: 137 says who ended it, a signal, and not why',
    files: {
      'three.yaml': `apiVersion: v1
kind: Pod
metadata: {name: three}
spec:
  restartPolicy: Never
  terminationGracePeriodSeconds: 2
  containers:
  - {name: memory, image: busybox, command: [tail, /dev/zero], resources: {limits: {memory: 16Mi}}}
  - {name: itself, image: busybox, command: [sh, -c, exit 137]}
  - name: liveness
    image: busybox
    command: [sleep, inf]
    livenessProbe: {exec: {command: ['false']}, periodSeconds: 1, failureThreshold: 1}
`,
    },
    screen: `
$ kubectl create -f three.yaml
pod/three created
(10 s)
$ kubectl get pods
NAME    READY   STATUS   RESTARTS   AGE
three   0/3     Error    0          10s
$ kubectl get pod three -o jsonpath='{range .status.containerStatuses[*]}{.name} {.state.terminated.exitCode} {.state.terminated.reason}{"\\n"}{end}'
itself 137 Error
liveness 137 Error
memory 137 OOMKilled
$ kubectl events --for pod/three --types Warning
LAST SEEN   TYPE      REASON      OBJECT      MESSAGE
8s          Warning   Unhealthy   Pod/three   Liveness probe failed:
`,
  },
  {
    title: 'misconception 11: preStop takes its time out of the grace period',
    files: {
      'grace.yaml': `apiVersion: v1
kind: Pod
metadata: {name: grace}
spec:
  terminationGracePeriodSeconds: 10
  containers:
  - name: app
    image: busybox
    command: [sleep, inf]
    lifecycle: {preStop: {exec: {command: [sleep, '7']}}}
`,
    },
    screen: `
$ kubectl create -f grace.yaml
pod/grace created
(5 s)
$ time kubectl delete pod grace
pod "grace" deleted from default namespace

real	0m10.046s
user	0m0.000s
sys	0m0.000s
`,
  },
  {
    title:
      'misconception 11: postStart runs beside the entrypoint, and the next container waits for it',
    files: {
      'hook.yaml': `apiVersion: v1
kind: Pod
metadata: {name: hook}
spec:
  volumes: [{name: log, emptyDir: {}}]
  containers:
  - name: app
    image: busybox
    command: [sh, -c, 'date "+%T entrypoint" >> /log/log; sleep 2; date "+%T still there" >> /log/log; sleep inf']
    lifecycle: {postStart: {exec: {command: [sh, -c, 'date "+%T postStart" >> /log/log; sleep 4; date "+%T its end" >> /log/log']}}}
    volumeMounts: [{name: log, mountPath: /log}]
  - name: next
    image: busybox
    command: [sh, -c, 'date "+%T next" >> /log/log; sleep inf']
    volumeMounts: [{name: log, mountPath: /log}]
`,
    },
    screen: `
$ kubectl create -f hook.yaml
pod/hook created
(3 s)
$ kubectl get pods
NAME   READY   STATUS              RESTARTS   AGE
hook   0/2     ContainerCreating   0          3s
(7 s)
$ kubectl get pods
NAME   READY   STATUS    RESTARTS   AGE
hook   2/2     Running   0          10s
$ kubectl exec hook -c app -- cat /log/log
08:00:01 entrypoint
08:00:01 postStart
08:00:03 still there
08:00:05 its end
08:00:06 next
`,
  },
]

test.each(stories)('$title', (story) => {
  expect(`\n${play(story)}`).toBe(story.screen)
})
