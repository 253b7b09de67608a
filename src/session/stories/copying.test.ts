import { expect, test } from 'vitest'
import { play, type Story } from './story.ts'

const PODS = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  terminationGracePeriodSeconds: 0
  containers:
  - {name: app, image: 'debian:12', command: [sleep, inf]}
  - {name: aside, image: 'busybox:1.36', command: [sleep, inf]}
---
apiVersion: v1
kind: Pod
metadata: {name: bare}
spec:
  containers: [{name: main, image: 'registry.k8s.io/pause:3.10'}]
`

const stories: readonly (Story & { readonly title: string })[] = [
  {
    title: 'kubectl cp goes both ways, through the tar of the container',
    files: { 'pods.yaml': PODS, 'notes.txt': 'one\ntwo\n' },
    screen: `
$ kubectl create -f pods.yaml
pod/web created
pod/bare created
(20 s)
$ kubectl cp notes.txt web:/tmp -c app
$ kubectl exec web -c app -- cat /tmp/notes.txt
one
two
$ kubectl exec web -c app -- sh -c 'echo three >> /tmp/notes.txt; mkdir /tmp/logs; echo x > /tmp/logs/a'
$ kubectl cp web:/tmp/notes.txt notes.txt -c app
tar: Removing leading \`/' from member names
$ cat notes.txt
one
two
three
$ kubectl cp web:tmp/logs logs
Defaulted container "app" out of: app, aside
$ cat logs/a
x
$ kubectl cp logs web:/tmp/there -c aside
$ kubectl exec web -c aside -- ls /tmp/there
a
$ kubectl cp notes.txt bare:/tmp/notes.txt 2>&1 | sed 's/exec "[0-9a-f]*"/exec "ID"/'
error: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "ID": OCI runtime exec failed: exec failed: unable to start container process: exec: "tar": executable file not found in $PATH
$ kubectl cp notes.txt web:/nosuch/dir/notes.txt -c app
tar: /nosuch/dir: Cannot open: No such file or directory
tar: Error is not recoverable: exiting now
command terminated with exit code 2
$ kubectl cp notes.txt web:/tmp -c nosuch
error: container nosuch is not valid for pod web out of: app, aside
$ kubectl cp nosuch web:/tmp
error: nosuch doesn't exist in local filesystem
`,
  },
  {
    title: 'kubectl diff shows what apply would change',
    files: {
      'old.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: menu}\ndata: {soup: leek}\n',
      'new.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: menu}\ndata: {soup: pea}\n',
    },
    screen: `
$ kubectl apply -f old.yaml
configmap/menu created
$ kubectl diff -f old.yaml; echo $?
0
$ kubectl diff -f new.yaml | sed -n '/^@@/,$p'; echo \${PIPESTATUS[0]}
@@ -1,6 +1,6 @@
 apiVersion: v1
 data:
-  soup: leek
+  soup: pea
 kind: ConfigMap
 metadata:
   annotations:
1
`,
  },
]

test.each(stories)('$title', (story) => {
  expect(`\n${play(story)}`).toBe(story.screen)
})
