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
]

test.each(stories)('$title', (story) => {
  expect(`\n${play(story)}`).toBe(story.screen)
})
