import { expect, test } from 'vitest'
import { play, type Story } from './story.ts'

/** A Pod on the second node that takes its greeting from the ConfigMap `words`, and what more it has. */
const greeter = (more: string): string => `apiVersion: v1
kind: Pod
metadata: {name: greeter}
spec:
  nodeName: worker-2
  containers:
  - name: app
    image: busybox:1.36
    env: [{name: GREETING, valueFrom: {configMapKeyRef: {name: words, key: greeting}}}]${more}
`

const stories: readonly (Story & { readonly title: string })[] = [
  {
    title:
      'thing 14: a node that is cut off is NotReady after 50 s, and its Pods go when it returns',
    files: {
      'far.yaml': `apiVersion: v1
kind: Pod
metadata: {name: far}
spec:
  nodeName: worker-2
  containers:
  - {name: app, image: 'busybox:1.36', command: [sleep, inf]}
`,
    },
    screen: `
$ kubectl create -f far.yaml
pod/far created
(10 s)
(worker-2: cut off)
(30 s)
$ kubectl get nodes
NAME       STATUS   ROLES    AGE   VERSION
worker-1   Ready    <none>   41s   v1.36.0
worker-2   Ready    <none>   41s   v1.36.0
(30 s)
$ kubectl get nodes
NAME       STATUS     ROLES    AGE   VERSION
worker-1   Ready      <none>   71s   v1.36.0
worker-2   NotReady   <none>   71s   v1.36.0
$ kubectl get pods
NAME   READY   STATUS    RESTARTS   AGE
far    1/1     Running   0          70s
$ kubectl get pod far -o jsonpath='{range .status.conditions[*]}{.type} {.status}{"\\n"}{end}'
PodReadyToStartContainers True
Initialized True
Ready False
ContainersReady True
PodScheduled True
(290 s)
$ kubectl get pods
NAME   READY   STATUS    RESTARTS   AGE
far    1/1     Running   0          6m
(30 s)
$ kubectl get pods
NAME   READY   STATUS        RESTARTS   AGE
far    1/1     Terminating   0          6m30s
$ kubectl describe node worker-2 | grep -A 2 Taints
Taints:             node.kubernetes.io/unreachable:NoExecute
                    node.kubernetes.io/unreachable:NoSchedule
Unschedulable:      false
(3600 s)
$ kubectl get pods
NAME   READY   STATUS        RESTARTS   AGE
far    1/1     Terminating   0          66m
(worker-2: reconnect)
(60 s)
$ kubectl get nodes
NAME       STATUS   ROLES    AGE   VERSION
worker-1   Ready    <none>   67m   v1.36.0
worker-2   Ready    <none>   67m   v1.36.0
$ kubectl get pods
No resources found in default namespace.
`,
  },
  {
    title: '[N14] nothing passes to or from a kubelet that is cut off, and nobody is told',
    files: {
      'far.yaml': `apiVersion: v1
kind: Pod
metadata: {name: far}
spec:
  nodeName: worker-2
  containers:
  - name: app
    image: busybox:1.36
    command: [sh, -c, 'i=0; while true; do i=$((i+10)); sleep 10; echo $i; done']
`,
    },
    screen: `
$ kubectl create -f far.yaml
pod/far created
(15 s)
$ kubectl logs far -f > follow.log &
[1] 4
$ kubectl exec far -- sh -c 'sleep 15; echo done' > exec.log &
[2] 5
(10 s)
(worker-2: cut off)
(worker-2: cut off)
(20 s)
$ cat follow.log exec.log
10
20
(worker-2: reconnect)
(2 s)
$ cat follow.log exec.log
10
20
30
40
done
[2]+  Done                    kubectl exec far -- sh -c 'sleep 15; echo done' > exec.log
(30 s)
$ tail -n 1 follow.log
70
(worker-2: cut off)
$ kubectl logs far
Error from server: Get "https://172.18.0.4:10250/containerLogs/default/far/app": dial tcp 172.18.0.4:10250: i/o timeout
$ kubectl exec far -- hostname
Error from server: error dialing backend: dial tcp 172.18.0.4:10250: i/o timeout
[1]+  Done                    kubectl logs far -f > follow.log
$ kubectl exec far -- hostname > late.log &
[1] 11
(5 s)
(worker-2: reconnect)
(10 s)
$ cat late.log
far
[1]+  Done                    kubectl exec far -- hostname > late.log
`,
  },
  {
    title: '[V6] a node that is cut off restarts containers with what it knew of their ConfigMap',
    files: {
      'greeter.yaml': greeter(`
    command: [sh, -c, 'echo $GREETING, $(cat /words/greeting); sleep 60']
    volumeMounts: [{name: words, mountPath: /words}]
  volumes: [{name: words, configMap: {name: words}}]`),
    },
    screen: `
$ kubectl create configmap words --from-literal=greeting=hello
configmap/words created
$ kubectl create -f greeter.yaml
pod/greeter created
(20 s)
(worker-2: cut off)
$ kubectl create configmap words --from-literal=greeting=goodbye --dry-run=client -o yaml | kubectl replace -f -
configmap/words replaced
(120 s)
(worker-2: reconnect)
(15 s)
$ kubectl get pods
NAME      READY   STATUS    RESTARTS      AGE
greeter   1/1     Running   2 (34s ago)   2m35s
$ kubectl logs greeter
hello, hello
(60 s)
$ kubectl logs greeter
goodbye, goodbye
`,
  },
  {
    title:
      '[V6, E3] a ConfigMap that only the environment needs is given up after five minutes; what happened meanwhile is told later',
    files: {
      'greeter.yaml': greeter(`
    command: [sh, -c, 'echo $GREETING; sleep 400']
  tolerations: [{operator: Exists}]`),
    },
    screen: `
$ kubectl create configmap words --from-literal=greeting=hello
configmap/words created
$ kubectl create -f greeter.yaml
pod/greeter created
(20 s)
(worker-2: cut off)
(400 s)
(worker-2: reconnect)
(60 s)
$ kubectl get pods
NAME      READY   STATUS    RESTARTS      AGE
greeter   1/1     Running   1 (80s ago)   8m
$ kubectl events --for pod/greeter
LAST SEEN           TYPE      REASON         OBJECT        MESSAGE
8m                  Normal    Pulling        Pod/greeter   Pulling image "busybox:1.36"
8m                  Normal    Pulled         Pod/greeter   Successfully pulled image "busybox:1.36" in 506ms (506ms including waiting). Image size: 2219949 bytes.
6m46s               Warning   NodeNotReady   Pod/greeter   Node is not ready
67s (x2 over 78s)   Warning   Failed         Pod/greeter   Error: failed to sync configmap cache: timed out waiting for the condition
57s (x2 over 8m)    Normal    Created        Pod/greeter   Container created
57s (x2 over 8m)    Normal    Started        Pod/greeter   Container started
57s (x3 over 79s)   Normal    Pulled         Pod/greeter   Container image "busybox:1.36" already present on machine and can be accessed by the pod
`,
  },
]

test.each(stories)('$title', (story) => {
  expect(`\n${play(story)}`).toBe(story.screen)
})
