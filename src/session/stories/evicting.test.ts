import { expect, test } from 'vitest'
import { play, type Story } from './story.ts'

const stories: readonly (Story & { readonly title: string })[] = [
  {
    title: '[R53] who fills an emptyDir beyond its limit is evicted, and a bare Pod stays so',
    files: {
      'cache.yaml': `apiVersion: v1
kind: Pod
metadata: {name: cache}
spec:
  volumes: [{name: cache, emptyDir: {sizeLimit: 1Mi}}]
  containers:
  - name: app
    image: busybox:1.36
    command: [sh, -c, 'sleep 5; head -c 3145728 /dev/zero > /cache/big; sleep inf']
    volumeMounts: [{name: cache, mountPath: /cache}]
`,
    },
    screen: `
$ kubectl create -f cache.yaml
pod/cache created
(5 s)
$ kubectl get pods
NAME    READY   STATUS    RESTARTS   AGE
cache   1/1     Running   0          5s
(600 s)
$ kubectl get pods
NAME    READY   STATUS   RESTARTS   AGE
cache   0/1     Error    0          10m
$ kubectl get pod cache -o jsonpath='{.status.phase} {.status.reason}: {.status.message}{"\\n"}{.status.conditions[*].type}{"\\n"}'
Failed Evicted: Usage of EmptyDir volume "cache" exceeds the limit "1Mi". 
PodReadyToStartContainers Initialized Ready ContainersReady PodScheduled
$ kubectl events --for pod/cache --types Warning
LAST SEEN   TYPE      REASON    OBJECT      MESSAGE
9m56s       Warning   Evicted   Pod/cache   Usage of EmptyDir volume "cache" exceeds the limit "1Mi".
`,
  },
  {
    title:
      '[R56] a log and a layer count: who writes more than ephemeral-storage allows is evicted',
    files: {
      'chatty.yaml': `apiVersion: v1
kind: Pod
metadata: {name: chatty}
spec:
  containers:
  - name: log
    image: busybox:1.36
    command: [sh, -c, 'sleep 5; head -c 90000 /dev/zero | tr "\\\\0" x | fold -w 1000; sleep inf']
    resources: {limits: {ephemeral-storage: 64Ki}}
  - name: quiet
    image: busybox:1.36
    command: [sleep, inf]
    resources: {limits: {ephemeral-storage: 64Ki}}
---
apiVersion: v1
kind: Pod
metadata: {name: layered}
spec:
  containers:
  - name: app
    image: busybox:1.36
    command: [sh, -c, 'head -c 90000 /dev/zero > /tmp/big; sleep inf']
    resources: {limits: {ephemeral-storage: 64Ki}}
`,
    },
    screen: `
$ kubectl create -f chatty.yaml
pod/chatty created
pod/layered created
(60 s)
$ kubectl get pods -o custom-columns=NAME:.metadata.name,REASON:.status.reason,MESSAGE:.status.message
NAME      REASON    MESSAGE
chatty    Evicted   Container log exceeded its local ephemeral storage limit "64Ki". 
layered   Evicted   Pod ephemeral local storage usage exceeds the total limit of containers 64Ki. 
`,
  },
  {
    title:
      '[R57] [R58] [C5] who fills the disk of a node is evicted; until all is well nobody comes',
    files: {
      'hog.yaml': `apiVersion: v1
kind: Pod
metadata: {name: hog}
spec:
  nodeName: worker-1
  containers:
  - {name: app, image: 'busybox:1.36', command: [sleep, inf]}
---
apiVersion: v1
kind: Pod
metadata: {name: modest}
spec:
  nodeName: worker-1
  terminationGracePeriodSeconds: 1
  containers:
  - {name: app, image: 'busybox:1.36', command: [sleep, inf]}
`,
      'late.yaml': `apiVersion: v1
kind: Pod
metadata: {name: late}
spec:
  nodeName: worker-1
  containers:
  - {name: app, image: 'busybox:1.36', command: [sleep, inf]}
`,
    },
    screen: `
$ kubectl create -f hog.yaml
pod/hog created
pod/modest created
(10 s)
$ kubectl exec hog -- fallocate -l 88G /big
$ kubectl exec modest -- df -h / | tail -n 1
overlay                 100.0G     88.0G     12.0G  88% /
(12 s)
$ kubectl describe node worker-1 | grep -E '^Taints|Pressure +(True|False)' | cut -c1-25
Taints:             node.
  MemoryPressure   False 
  DiskPressure     True  
  PIDPressure      False 
$ kubectl get node worker-1 -o jsonpath='{.spec.taints[*].key}: {.status.conditions[1].message}{"\\n"}'
node.kubernetes.io/disk-pressure: kubelet has disk pressure
$ kubectl create -f late.yaml
pod/late created
(3 s)
$ kubectl get pods -o custom-columns=NAME:.metadata.name,PHASE:.status.phase,REASON:.status.reason,MESSAGE:.status.message
NAME     PHASE     REASON    MESSAGE
hog      Failed    Evicted   The node was low on resource: ephemeral-storage. Threshold quantity: 16106128000, available: 12582888Ki. Container app was using 88Gi, request is 0, has larger consumption of ephemeral-storage. 
late     Failed    Evicted   Pod was rejected: The node had condition: [DiskPressure]. 
modest   Running   <none>    <none>
$ kubectl delete pod hog --wait=false
pod "hog" deleted from default namespace
(360 s)
$ kubectl get node worker-1 -o jsonpath='{.spec.taints}{.status.conditions[1].message}{"\\n"}'
kubelet has no disk pressure
`,
  },
]

test.each(stories)('$title', (story) => {
  expect(`\n${play(story)}`).toBe(story.screen)
})
