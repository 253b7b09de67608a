import { expect, test } from 'vitest'
import { play, type Story } from './story.ts'

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
]

test.each(stories)('$title', (story) => {
  expect(`\n${play(story)}`).toBe(story.screen)
})
