import { expect, test } from 'vitest'
import { play, type Story } from './story.ts'

const stories: readonly (Story & { readonly title: string })[] = [
  {
    title:
      'who ends pause ends the sandbox: a new one with another address, and its containers run again',
    files: {
      'shared.yaml': `apiVersion: v1
kind: Pod
metadata: {name: shared}
spec:
  shareProcessNamespace: true
  containers:
  - {name: app, image: 'busybox:1.36', command: [sleep, inf]}
`,
    },
    screen: `
$ kubectl create -f shared.yaml
pod/shared created
(10 s)
$ kubectl get pod shared -o 'jsonpath={.status.podIP} {.metadata.uid}{"\\n"}'
10.244.2.2 42202c42-9981-4059-a7b9-1d63a79cc909
$ kubectl exec shared -- kill 1
(10 s)
$ kubectl get pods -o wide
NAME     READY   STATUS    RESTARTS      AGE   IP           NODE       NOMINATED NODE   READINESS GATES
shared   1/1     Running   1 (10s ago)   20s   10.244.2.3   worker-2   <none>           <none>
$ kubectl get pod shared -o 'jsonpath={.status.podIPs} {.metadata.uid}{"\\n"}'
[{"ip":"10.244.2.3"}] 42202c42-9981-4059-a7b9-1d63a79cc909
$ kubectl get events --field-selector reason=SandboxChanged -o 'jsonpath={.items[*].message}{"\\n"}'
Pod sandbox changed, it will be killed and re-created.
`,
  },
]

test.each(stories)('$title', (story) => {
  expect(`\n${play(story)}`).toBe(story.screen)
})
