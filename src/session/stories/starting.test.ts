import { expect, test } from 'vitest'
import { TWO_CONTAINERS } from '../testing.ts'
import { play, type Story } from './story.ts'

const stories: readonly (Story & { readonly title: string })[] = [
  {
    title: "thing 1: the article's Pod has two containers, and the second one execs its command",
    files: { 'twocontainers.yaml': TWO_CONTAINERS },
    screen: `
$ kubectl create -f twocontainers.yaml
pod/twocontainers created
(12 s)
$ kubectl get pods
NAME            READY   STATUS    RESTARTS   AGE
twocontainers   2/2     Running   0          12s
$ kubectl exec twocontainers -c shell -- cat /proc/1/cmdline | tr '\\0' ' '; echo
sleep 10000 
$ kubectl exec twocontainers -c shell -- curl -s localhost:9876/info | tail -c 5 | od -c
0000000   0   .   1   "   }
0000005
`,
  },
  {
    title: 'thing 3: in /tmp there is no bin/bash, so the container cannot be started',
    files: {
      'tmp.yaml': TWO_CONTAINERS.replace('command:', 'workingDir: /tmp\n    command:'),
    },
    screen: `
$ kubectl create -f tmp.yaml
pod/twocontainers created
(9 s)
$ kubectl get pods -w > seen.txt &
[1] 4
(25 s)
$ cat seen.txt
NAME            READY   STATUS              RESTARTS   AGE
twocontainers   0/2     ContainerCreating   0          9s
twocontainers   1/2     RunContainerError   0          10s
twocontainers   1/2     RunContainerError   1 (1s ago)   11s
twocontainers   1/2     CrashLoopBackOff    1 (2s ago)   12s
twocontainers   1/2     RunContainerError   2 (1s ago)   21s
twocontainers   1/2     CrashLoopBackOff    2 (2s ago)   22s
$ kubectl get pod twocontainers -o jsonpath='{range .status.containerStatuses[?(@.name=="shell")].lastState.terminated}{.exitCode} {.reason}{"\\n"}{.message}{"\\n"}{end}'
128 StartError
failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "bin/bash": stat bin/bash: no such file or directory
`,
  },
  {
    title:
      'thing 5: two servers on one port are accepted with a warning, and the later one crashes',
    files: {
      'two.yaml': `apiVersion: v1
kind: Pod
metadata: {name: two}
spec:
  containers:
  - {name: a, image: nginx, ports: [{containerPort: 80}]}
  - {name: b, image: nginx, ports: [{containerPort: 80}]}
`,
    },
    screen: `
$ kubectl create -f two.yaml
Warning: spec.containers[1].ports[0]: duplicate port definition with spec.containers[0].ports[0]
pod/two created
(14 s)
$ kubectl get pods
NAME   READY   STATUS             RESTARTS     AGE
two    1/2     CrashLoopBackOff   1 (5s ago)   14s
$ kubectl logs two -c b --previous | grep -v docker-entrypoint | head -n 6
10-listen-on-ipv6-by-default.sh: info: Getting the checksum of /etc/nginx/conf.d/default.conf
10-listen-on-ipv6-by-default.sh: info: Enabled listen on IPv6 in /etc/nginx/conf.d/default.conf
2026/08/26 08:00:07 [emerg] 1#1: bind() to 0.0.0.0:80 failed (98: Address already in use)
nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)
2026/08/26 08:00:07 [emerg] 1#1: bind() to [::]:80 failed (98: Address already in use)
nginx: [emerg] bind() to [::]:80 failed (98: Address already in use)
$ kubectl exec two -c a -- curl -s localhost -o /dev/null -w '%{http_code}\\n'
200
`,
  },
  {
    title: 'misconception 4: nothing is known of a clash before the second server binds',
    files: {
      'two.yaml': `apiVersion: v1
kind: Pod
metadata: {name: two}
spec:
  containers:
  - {name: a, image: 'quay.io/openshiftlabs/simpleservice:0.5.0'}
  - {name: b, image: 'quay.io/openshiftlabs/simpleservice:0.5.0'}
`,
    },
    screen: `
$ kubectl create -f two.yaml
pod/two created
(10 s)
$ kubectl get pods
NAME   READY   STATUS             RESTARTS     AGE
two    1/2     CrashLoopBackOff   1 (2s ago)   10s
$ kubectl logs two -c b
Traceback (most recent call last):
  File "./simpleservice.py", line 141, in <module>
    app.listen(PORT, address='0.0.0.0')
  File "/usr/local/lib/python2.7/site-packages/tornado/web.py", line 1825, in listen
    server.listen(port, address)
  File "/usr/local/lib/python2.7/site-packages/tornado/tcpserver.py", line 126, in listen
    sockets = bind_sockets(port, address=address)
  File "/usr/local/lib/python2.7/site-packages/tornado/netutil.py", line 196, in bind_sockets
    sock.bind(sockaddr)
  File "/usr/local/lib/python2.7/socket.py", line 228, in meth
    return getattr(self._sock,name)(*args)
socket.error: [Errno 98] Address already in use
`,
  },
  {
    title: 'misconception 13: command replaces the entrypoint, args only what follows it',
    files: {
      'three.yaml': `apiVersion: v1
kind: Pod
metadata: {name: three}
spec:
  restartPolicy: Never
  containers:
  - {name: as-built, image: nginx}
  - {name: args, image: nginx, args: [nginx, -v]}
  - {name: command, image: nginx, command: [nginx, -v]}
`,
    },
    screen: `
$ kubectl create -f three.yaml
pod/three created
(10 s)
$ kubectl exec three -c as-built -- cat /proc/1/cmdline | tr '\\0' ' '; echo
nginx: master process nginx -g daemon off; 
$ kubectl logs three -c args
/docker-entrypoint.sh: /docker-entrypoint.d/ is not empty, will attempt to perform configuration
/docker-entrypoint.sh: Looking for shell scripts in /docker-entrypoint.d/
/docker-entrypoint.sh: Launching /docker-entrypoint.d/10-listen-on-ipv6-by-default.sh
10-listen-on-ipv6-by-default.sh: info: Getting the checksum of /etc/nginx/conf.d/default.conf
10-listen-on-ipv6-by-default.sh: info: Enabled listen on IPv6 in /etc/nginx/conf.d/default.conf
/docker-entrypoint.sh: Sourcing /docker-entrypoint.d/15-local-resolvers.envsh
/docker-entrypoint.sh: Launching /docker-entrypoint.d/20-envsubst-on-templates.sh
/docker-entrypoint.sh: Launching /docker-entrypoint.d/30-tune-worker-processes.sh
/docker-entrypoint.sh: Configuration complete; ready for start up
nginx version: nginx/1.29.3
$ kubectl logs three -c command
nginx version: nginx/1.29.3
`,
  },
  {
    title: 'misconception 16: a container does not wait until the one before it is ready',
    files: {
      'order.yaml': `apiVersion: v1
kind: Pod
metadata: {name: order}
spec:
  containers:
  - name: first
    image: busybox
    command: [sleep, inf]
    readinessProbe: {exec: {command: ['false']}, periodSeconds: 1}
  - {name: second, image: busybox, command: [sleep, inf]}
`,
    },
    screen: `
$ kubectl create -f order.yaml
pod/order created
(20 s)
$ kubectl get pods
NAME    READY   STATUS    RESTARTS   AGE
order   1/2     Running   0          20s
$ kubectl get pod order -o jsonpath='{range .status.containerStatuses[*]}{.name} {.ready} {.state.running.startedAt}{"\\n"}{end}'
first false 2026-08-26T08:00:01Z
second true 2026-08-26T08:00:02Z
`,
  },
  {
    title: 'misconception 17: an ordinary helper outlives the main container, a sidecar does not',
    files: {
      'helper.yaml': `apiVersion: v1
kind: Pod
metadata: {name: ordinary}
spec:
  restartPolicy: Never
  containers:
  - {name: main, image: busybox, command: [sleep, '5']}
  - {name: helper, image: busybox, command: [sleep, inf]}
---
apiVersion: v1
kind: Pod
metadata: {name: sidecar}
spec:
  restartPolicy: Never
  terminationGracePeriodSeconds: 1
  initContainers:
  - {name: helper, image: busybox, restartPolicy: Always, command: [sleep, inf]}
  containers:
  - {name: main, image: busybox, command: [sleep, '5']}
`,
    },
    screen: `
$ kubectl create -f helper.yaml
pod/ordinary created
pod/sidecar created
(4 s)
$ kubectl get pods
NAME       READY   STATUS    RESTARTS   AGE
ordinary   2/2     Running   0          4s
sidecar    2/2     Running   0          4s
(60 s)
$ kubectl get pods
NAME       READY   STATUS      RESTARTS   AGE
ordinary   1/2     NotReady    0          64s
sidecar    0/2     Completed   0          64s
$ kubectl get pods -o custom-columns=NAME:.metadata.name,PHASE:.status.phase
NAME       PHASE
ordinary   Running
sidecar    Succeeded
`,
  },
  {
    title:
      'misconception 17: a readiness probe of a sidecar holds nothing back, a startup probe does',
    files: {
      'gates.yaml': `apiVersion: v1
kind: Pod
metadata: {name: readiness}
spec:
  initContainers:
  - name: helper
    image: busybox
    restartPolicy: Always
    command: [sh, -c, sleep 8; touch /tmp/up; sleep inf]
    readinessProbe: {exec: {command: [ls, /tmp/up]}, periodSeconds: 1}
  containers:
  - {name: main, image: busybox, command: [sleep, inf]}
---
apiVersion: v1
kind: Pod
metadata: {name: startup}
spec:
  initContainers:
  - name: helper
    image: busybox
    restartPolicy: Always
    command: [sh, -c, sleep 8; touch /tmp/up; sleep inf]
    startupProbe: {exec: {command: [ls, /tmp/up]}, periodSeconds: 1, failureThreshold: 30}
  containers:
  - {name: main, image: busybox, command: [sleep, inf]}
`,
    },
    screen: `
$ kubectl create -f gates.yaml
pod/readiness created
pod/startup created
(5 s)
$ kubectl get pods
NAME        READY   STATUS     RESTARTS   AGE
readiness   1/2     Running    0          5s
startup     0/2     Init:0/1   0          5s
(8 s)
$ kubectl get pods
NAME        READY   STATUS    RESTARTS   AGE
readiness   2/2     Running   0          13s
startup     2/2     Running   0          13s
`,
  },
  {
    title: 'misconception 18: a new image of an init container does not run it again',
    files: {
      'init.yaml': `apiVersion: v1
kind: Pod
metadata: {name: init}
spec:
  initContainers:
  - {name: prepare, image: 'busybox:1.36', command: [date, '+%T prepared']}
  containers:
  - {name: app, image: busybox, command: [sleep, inf]}
`,
      'patch.yaml': `spec:
  initContainers:
  - {name: prepare, image: 'busybox:stable'}
`,
    },
    screen: `
$ kubectl create -f init.yaml
pod/init created
(5 s)
$ kubectl logs init -c prepare
08:00:01 prepared
$ kubectl patch pod init --patch-file patch.yaml
pod/init patched
(30 s)
$ kubectl get pods
NAME   READY   STATUS    RESTARTS   AGE
init   1/1     Running   0          35s
$ kubectl logs init -c prepare
08:00:01 prepared
$ kubectl get pod init -o jsonpath='{.spec.initContainers[0].image} {.status.initContainerStatuses[0].image} {.status.initContainerStatuses[0].restartCount}{"\\n"}'
busybox:stable docker.io/library/busybox:1.36 0
`,
  },
]

test.each(stories)('$title', (story) => {
  expect(`\n${play(story)}`).toBe(story.screen)
})
