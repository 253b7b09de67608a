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
$ kubectl get pod cache -o jsonpath='{.status.phase} {.status.reason}: {.status.message}{"\\n"}{.status.conditions[0].type} {.status.conditions[0].reason}{"\\n"}'
Failed Evicted: Usage of EmptyDir volume "cache" exceeds the limit "1Mi". 
DisruptionTarget TerminationByKubelet
$ kubectl events --for pod/cache --types Warning
LAST SEEN   TYPE      REASON    OBJECT      MESSAGE
9m56s       Warning   Evicted   Pod/cache   Usage of EmptyDir volume "cache" exceeds the limit "1Mi".
`,
  },
]

test.each(stories)('$title', (story) => {
  expect(`\n${play(story)}`).toBe(story.screen)
})
