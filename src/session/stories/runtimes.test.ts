import { expect, test } from 'vitest'
import { play, type Story } from './story.ts'

const pod = (name: string, node: string, more = ''): string => `apiVersion: v1
kind: Pod
metadata: {name: ${name}}
spec:
  nodeName: ${node}
  terminationGracePeriodSeconds: 1
  containers:
  - {name: app, image: 'busybox:1.36', command: [sleep, inf]${more}}
`

const probe = ', readinessProbe: {exec: {command: [bash]}}'

const stories: readonly (Story & { readonly title: string })[] = [
  {
    title: 'one manifest holds with two container runtimes, whatever each of them is called',
    runtimes: ['containerd', 'cri-o'],
    files: {
      'both.yaml': `${pod('one', 'worker-1')}---\n${pod('two', 'worker-2')}`,
    },
    screen: `
$ kubectl create -f both.yaml
pod/one created
pod/two created
(10 s)
$ kubectl get nodes -o wide
NAME       STATUS   ROLES    AGE   VERSION   INTERNAL-IP   EXTERNAL-IP   OS-IMAGE                       KERNEL-VERSION        CONTAINER-RUNTIME
worker-1   Ready    <none>   11s   v1.36.0   172.18.0.3    <none>        Debian GNU/Linux 13 (trixie)   6.12.48+deb13-amd64   containerd://2.2.1
worker-2   Ready    <none>   11s   v1.36.0   172.18.0.4    <none>        Debian GNU/Linux 13 (trixie)   6.12.48+deb13-amd64   cri-o://1.36.0
$ kubectl get pods
NAME   READY   STATUS    RESTARTS   AGE
one    1/1     Running   0          10s
two    1/1     Running   0          10s
$ kubectl get pods -o jsonpath='{range .items[*]}{.status.containerStatuses[0].containerID}{"\\n"}{end}' | cut -d / -f 1
containerd:
cri-o:
$ kubectl exec two -- bash
executable file \`bash\` not found in $PATH: No such file or directory
command terminated with exit code 1
`,
  },
  {
    title: 'a command that is not there, a probe and an image: cri-o says it in words of its own',
    runtimes: ['cri-o'],
    files: {
      'lost.yaml': pod('lost', 'worker-1').replace('sleep, inf', 'bin/bash'),
      'ill.yaml': pod('ill', 'worker-1', probe),
      'gone.yaml': pod('gone', 'worker-1').replace('busybox:1.36', 'nowhere.example/app:1'),
    },
    screen: `
$ kubectl create -f lost.yaml -f ill.yaml -f gone.yaml
pod/lost created
pod/ill created
pod/gone created
(5 s)
$ kubectl get pods
NAME   READY   STATUS                 RESTARTS   AGE
gone   0/1     ImagePullBackOff       0          5s
ill    0/1     Running                0          5s
lost   0/1     CreateContainerError   0          5s
$ kubectl get pod lost gone -o jsonpath='{range .items[*]}{.status.containerStatuses[0].state.waiting.message}{"\\n"}{end}'
container create failed: executable file \`bin/bash\` not found: No such file or directory

Back-off pulling image "nowhere.example/app:1": ErrImagePull: unable to pull image or OCI artifact: pull image err: initializing source docker://nowhere.example/app:1: pinging container registry nowhere.example: Get "https://nowhere.example/v2/": dial tcp: lookup nowhere.example on 10.0.2.3:53: no such host; artifact err: get manifest: build image source: pinging container registry nowhere.example: Get "https://nowhere.example/v2/": dial tcp: lookup nowhere.example on 10.0.2.3:53: no such host
$ kubectl get events --field-selector reason=Unhealthy -o jsonpath='{.items[0].message}{"\\n"}'
Readiness probe errored and resulted in unknown state: rpc error: code = Unknown desc = command error: executable file \`bash\` not found in $PATH: No such file or directory
, stdout: , stderr: , exit code -1
`,
  },
]

test.each(stories)('[CR13] $title', (story) => {
  expect(`\n${play(story)}`).toBe(story.screen)
})
