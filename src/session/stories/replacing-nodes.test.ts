import { expect, test } from 'vitest'
import { play, type Story } from './story.ts'

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      nodeSelector: {kubernetes.io/os: linux}
      terminationGracePeriodSeconds: 1
      containers:
      - {name: app, image: 'busybox:1.36', command: [sleep, inf]}
---
apiVersion: v1
kind: Pod
metadata: {name: alone}
spec:
  nodeName: worker-1
  terminationGracePeriodSeconds: 1
  containers:
  - {name: app, image: 'busybox:1.36', command: [sleep, inf]}
`

const PLACES =
  'kubectl get pods -o jsonpath=\'{range .items[*]}{.metadata.labels.app} {.spec.nodeName} {.status.phase}{"\\n"}{end}\' | sort'

const stories: readonly (Story & { readonly title: string })[] = [
  {
    title: 'a node is drained and deleted, a fresh one joins: what has a controller comes back',
    files: { 'web.yaml': WEB },
    screen: `
$ kubectl create -f web.yaml
deployment.apps/web created
pod/alone created
(10 s)
$ kubectl drain worker-1
node/worker-1 cordoned
error: unable to drain node "worker-1" due to error: cannot delete Pods that declare no controller (use --force to override): default/alone, continuing command...
There are pending nodes to be drained:
 worker-1
cannot delete Pods that declare no controller (use --force to override): default/alone
$ kubectl drain worker-1 --force 2>&1 | sed 's/web-[^ ]*/web-…/'
node/worker-1 already cordoned
Warning: deleting Pods that declare no controller: default/alone
evicting pod default/alone
evicting pod default/web-…
pod/alone evicted
pod/web-… evicted
node/worker-1 drained
(20 s)
$ ${PLACES}
web worker-2 Running
web worker-2 Running
$ kubectl delete node worker-1
node "worker-1" deleted
(60 s)
$ kubectl get nodes
NAME       STATUS   ROLES    AGE   VERSION
worker-2   Ready    <none>   94s   v1.36.0
(worker-3: add)
(20 s)
$ kubectl get nodes
NAME       STATUS   ROLES    AGE    VERSION
worker-2   Ready    <none>   114s   v1.36.0
worker-3   Ready    <none>   20s    v1.36.0
$ kubectl delete pods --all | wc -l
2
(20 s)
$ ${PLACES}
web worker-3 Running
web worker-3 Running
`,
  },
  {
    title: '[R59] a node is shut down in good order: its Pods end, and those of a controller move',
    files: { 'web.yaml': WEB },
    screen: `
$ kubectl create -f web.yaml
deployment.apps/web created
pod/alone created
(10 s)
$ ${PLACES}
 worker-1 Running
web worker-1 Running
web worker-2 Running
(worker-1: shut down)
(1 s)
$ kubectl get node worker-1 -o jsonpath='{.status.conditions[3].message}{"\\n"}{.spec.taints[*].key}{"\\n"}'
node is shutting down
node.kubernetes.io/not-ready node.kubernetes.io/not-ready
(9 s)
$ kubectl get pod alone -o jsonpath='{.status.phase} {.status.reason}: {.status.message}{"\\n"}'
Failed Terminated: Pod was terminated in response to imminent node shutdown.
$ ${PLACES}
 worker-1 Failed
web worker-1 Failed
web worker-2 Running
web worker-2 Running
(60 s)
$ kubectl get nodes | cut -c1-19
NAME       STATUS  
worker-1   NotReady
worker-2   Ready   
(worker-1: reconnect)
(20 s)
$ kubectl get nodes | cut -c1-19
NAME       STATUS  
worker-1   Ready   
worker-2   Ready   
$ kubectl get events --field-selector involvedObject.name=worker-1 -o custom-columns=REASON:.reason,MESSAGE:.message | grep -E 'Shutdown|Rebooted' | cut -c1-66
NodeShutdown              Shutdown manager detected shutdown event
Rebooted                  Node worker-1 has been rebooted, boot id
`,
  },
]

test.each(stories)('$title', (story) => {
  expect(`\n${play(story)}`).toBe(story.screen)
})
