import { expect, test } from 'vitest'
import { play, type Story } from './story.ts'

const NOTES = `apiVersion: v1
kind: Pod
metadata: {name: notes}
spec:
  terminationGracePeriodSeconds: 1
  volumes: [{name: data, emptyDir: {}}]
  containers:
  - name: app
    image: busybox:1.36
    command: [sh, -c, 'trap exit TERM; while :; do sleep 0.2; done']
    volumeMounts: [{name: data, mountPath: /data}]
`
const SETTINGS = `apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {colour: red}
---
apiVersion: v1
kind: Pod
metadata: {name: reader}
spec:
  volumes: [{name: settings, configMap: {name: settings}}]
  containers:
  - name: app
    image: busybox:1.36
    command: [sleep, inf]
    env: [{name: COLOUR, valueFrom: {configMapKeyRef: {name: settings, key: colour}}}]
    volumeMounts:
    - {name: settings, mountPath: /whole}
    - {name: settings, mountPath: /single, subPath: colour}
`

const stories: readonly (Story & { readonly title: string })[] = [
  {
    title: 'misconception 3: an emptyDir outlives the container, and not the Pod',
    files: { 'notes.yaml': NOTES },
    screen: `
$ kubectl create -f notes.yaml
pod/notes created
(5 s)
$ kubectl exec notes -- sh -c 'echo kept > /data/note; echo lost > /tmp/note; kill 1'
(5 s)
$ kubectl get pods
NAME    READY   STATUS    RESTARTS     AGE
notes   1/1     Running   1 (5s ago)   10s
$ kubectl exec notes -- cat /data/note /tmp/note
kept
cat: can't open '/tmp/note': No such file or directory
command terminated with exit code 1
$ kubectl replace --force -f notes.yaml
pod "notes" deleted from default namespace
pod/notes replaced
(5 s)
$ kubectl exec notes -- ls -l /data
total 0
`,
  },
  {
    title: 'misconception 19: a mount hides what the image has there',
    files: {
      'hidden.yaml': `apiVersion: v1
kind: Pod
metadata: {name: hidden}
spec:
  volumes: [{name: pages, emptyDir: {}}]
  containers:
  - {name: plain, image: 'nginx:1.29', command: [sleep, inf]}
  - name: mounted
    image: nginx:1.29
    command: [sleep, inf]
    volumeMounts: [{name: pages, mountPath: /usr/share/nginx/html}]
`,
    },
    screen: `
$ kubectl create -f hidden.yaml
pod/hidden created
(10 s)
$ kubectl exec hidden -c plain -- ls /usr/share/nginx/html
50x.html
index.html
$ kubectl exec hidden -c mounted -- ls /usr/share/nginx/html
`,
  },
  {
    title: 'thing 13: an edited ConfigMap reaches the volume a minute later, env and subPath never',
    files: { 'settings.yaml': SETTINGS },
    screen: `
$ kubectl create -f settings.yaml
configmap/settings created
pod/reader created
(5 s)
$ kubectl patch configmap settings -p '{"data":{"colour":"blue"}}'
configmap/settings patched
$ kubectl exec reader -- sh -c 'cat /whole/colour; echo; cat /single; echo; echo $COLOUR'
red
red
red
(60 s)
$ kubectl exec reader -- sh -c 'cat /whole/colour; echo; cat /single; echo; echo $COLOUR'
blue
red
red
(3600 s)
$ kubectl exec reader -- sh -c 'cat /whole/colour; echo; cat /single; echo; echo $COLOUR'
blue
red
red
`,
  },
  {
    title: '[V2] what the kubelet keeps written is read-only, also where the mount says otherwise',
    files: { 'settings.yaml': SETTINGS.replace('/whole}', '/whole, readOnly: false}') },
    screen: `
$ kubectl create -f settings.yaml
configmap/settings created
pod/reader created
(5 s)
$ kubectl exec reader -- sh -c 'echo blue > /whole/colour'
sh: can't create /whole/colour: Read-only file system
command terminated with exit code 1
$ kubectl exec reader -- sh -c 'echo blue > /single'
sh: can't create /single: Read-only file system
command terminated with exit code 1
`,
  },
  {
    title:
      'misconception 20: env and subPath keep what the container began with; a restart reads anew',
    files: {
      'settings.yaml': SETTINGS.replace(
        '[sleep, inf]',
        "[sh, -c, 'trap exit TERM; while :; do sleep 0.2; done']",
      ),
    },
    screen: `
$ kubectl create -f settings.yaml
configmap/settings created
pod/reader created
(5 s)
$ kubectl patch configmap settings -p '{"data":{"colour":"blue"}}'
configmap/settings patched
(120 s)
$ kubectl exec reader -- sh -c 'cat /single; echo; echo $COLOUR; kill 1'
red
red
(5 s)
$ kubectl get pods
NAME     READY   STATUS    RESTARTS     AGE
reader   1/1     Running   1 (5s ago)   2m10s
$ kubectl exec reader -- sh -c 'cat /single; echo; echo $COLOUR'
blue
blue
`,
  },
  {
    title: 'misconception 20: a bare Pod that is gone does not come back',
    files: { 'notes.yaml': NOTES },
    screen: `
$ kubectl create -f notes.yaml
pod/notes created
(5 s)
$ kubectl delete pod notes
pod "notes" deleted from default namespace
(600 s)
$ kubectl get pods
No resources found in default namespace.
`,
  },
]

test.each(stories)('$title', (story) => {
  expect(`\n${play(story)}`).toBe(story.screen)
})
