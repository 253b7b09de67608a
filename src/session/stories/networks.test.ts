import { expect, test } from 'vitest'
import { play, type Story } from './story.ts'

const LOOPBACK_ONLY = `apiVersion: v1
kind: ConfigMap
metadata: {name: loopback}
data:
  default.conf: |
    server { listen 127.0.0.1:80; location / { return 200 "well\\n"; } }
---
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  volumes: [{name: conf, configMap: {name: loopback}}]
  containers:
  - name: web
    image: nginx:1.29
    volumeMounts: [{name: conf, mountPath: /etc/nginx/conf.d}]
    readinessProbe: {httpGet: {port: 80}, periodSeconds: 2}
`

const stories: readonly (Story & { readonly title: string })[] = [
  {
    title:
      'misconception 5: containers of one Pod reach each other on localhost, not by their names',
    files: {
      'pair.yaml': `apiVersion: v1
kind: Pod
metadata: {name: pair}
spec:
  containers:
  - {name: web, image: 'nginx:1.29'}
  - {name: shell, image: 'centos:7', command: [sleep, inf]}
`,
    },
    screen: `
$ kubectl create -f pair.yaml
pod/pair created
(10 s)
$ kubectl exec pair -c shell -- curl -sS -o /dev/null -w '%{http_code}\\n' http://web
000
curl: (6) Could not resolve host: web; Unknown error
command terminated with exit code 6
$ kubectl exec pair -c shell -- curl -sS -o /dev/null -w '%{http_code}\\n' http://localhost
200
`,
  },
  {
    title: 'misconception 6: containerPort opens nothing and closes nothing',
    files: {
      'ports.yaml': `apiVersion: v1
kind: Pod
metadata: {name: ports}
spec:
  containers:
  - {name: web, image: 'nginx:1.29', ports: [{containerPort: 8080}]}
---
apiVersion: v1
kind: Pod
metadata: {name: client}
spec:
  containers:
  - {name: client, image: 'centos:7', command: [sleep, inf]}
`,
    },
    screen: `
$ kubectl create -f ports.yaml
pod/ports created
pod/client created
(12 s)
$ IP=$(kubectl get pod ports -o jsonpath={.status.podIP})
$ kubectl exec client -- curl -sS -o /dev/null -w '%{http_code}\\n' $IP:80
200
$ kubectl exec client -- curl -sS -o /dev/null -w '%{http_code}\\n' $IP:8080
000
curl: (7) Failed connect to 10.244.2.2:8080; Connection refused
command terminated with exit code 7
`,
  },
  {
    title: 'misconception 7: who listens on 127.0.0.1 is not reached by probes',
    files: { 'web.yaml': LOOPBACK_ONLY },
    screen: `
$ kubectl create -f web.yaml
configmap/loopback created
pod/web created
(12 s)
$ kubectl get pods
NAME   READY   STATUS    RESTARTS   AGE
web    0/1     Running   0          12s
$ kubectl exec web -- curl -sS localhost
well
$ kubectl events --for pod/web --types Warning
LAST SEEN          TYPE      REASON      OBJECT    MESSAGE
2s (x5 over 10s)   Warning   Unhealthy   Pod/web   Readiness probe failed: Get "http://10.244.2.2:80/": dial tcp 10.244.2.2:80: connect: connection refused
`,
  },
  {
    title: 'misconception 8: readiness takes out of traffic, liveness runs again',
    files: {
      'probes.yaml': ['readiness', 'liveness']
        .map(
          (kind) => `apiVersion: v1
kind: Pod
metadata: {name: ${kind}}
spec:
  terminationGracePeriodSeconds: 2
  containers:
  - name: app
    image: busybox:1.36
    command: [sh, -c, 'touch /tmp/well; sleep 10; rm /tmp/well; sleep inf']
    ${kind}Probe: {exec: {command: [ls, /tmp/well]}, periodSeconds: 2}
`,
        )
        .join('---\n'),
    },
    screen: `
$ kubectl create -f probes.yaml
pod/readiness created
pod/liveness created
(8 s)
$ kubectl get pods
NAME        READY   STATUS    RESTARTS   AGE
liveness    1/1     Running   0          8s
readiness   1/1     Running   0          8s
(12 s)
$ kubectl get pods
NAME        READY   STATUS    RESTARTS     AGE
liveness    1/1     Running   1 (2s ago)   20s
readiness   0/1     Running   0            20s
$ kubectl events --types Warning
LAST SEEN          TYPE      REASON      OBJECT          MESSAGE
4s (x3 over 8s)    Warning   Unhealthy   Pod/liveness    Liveness probe failed: ls: /tmp/well: No such file or directory
2s (x6 over 10s)   Warning   Unhealthy   Pod/readiness   Readiness probe failed: ls: /tmp/well: No such file or directory
`,
  },
  {
    title:
      'thing 11: a sidecar that is not ready takes the Pod out of its Service; its address still answers',
    files: {
      'pods.yaml': `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  initContainers:
  - name: helper
    image: busybox:1.36
    restartPolicy: Always
    command: [sh, -c, 'touch /tmp/well; sleep 12; rm /tmp/well; sleep inf']
    readinessProbe: {exec: {command: [ls, /tmp/well]}, periodSeconds: 1, failureThreshold: 1}
  containers:
  - {name: web, image: 'nginx:1.29'}
---
apiVersion: v1
kind: Pod
metadata: {name: client}
spec:
  containers:
  - {name: client, image: 'centos:7', command: [sleep, inf]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  clusterIP: 10.96.7.7
  selector: {app: web}
  ports: [{port: 80}]
`,
    },
    screen: `
$ kubectl create -f pods.yaml
pod/web created
pod/client created
service/web created
(10 s)
$ kubectl get pods
NAME     READY   STATUS    RESTARTS   AGE
client   1/1     Running   0          10s
web      2/2     Running   0          10s
$ kubectl get endpointslices -l kubernetes.io/service-name=web -o jsonpath='{range .items[*].endpoints[*]}{.addresses} {.conditions}{"\\n"}{end}'
["10.244.2.2"] {"ready":true,"serving":true,"terminating":false}
$ kubectl exec client -- curl -sS -o /dev/null -w '%{http_code}\\n' 10.96.7.7
200
(10 s)
$ kubectl get pods
NAME     READY   STATUS    RESTARTS   AGE
client   1/1     Running   0          20s
web      1/2     Running   0          20s
$ kubectl get pod web -o jsonpath='{range .status.conditions[*]}{.type} {.status} {.message}{"\\n"}{end}'
PodReadyToStartContainers True 
Initialized True 
Ready False containers with unready status: [helper]
ContainersReady False containers with unready status: [helper]
PodScheduled True 
$ kubectl get endpointslices -l kubernetes.io/service-name=web -o jsonpath='{range .items[*].endpoints[*]}{.addresses} {.conditions}{"\\n"}{end}'
["10.244.2.2"] {"ready":false,"serving":false,"terminating":false}
$ kubectl exec client -- curl -sS -m 2 -o /dev/null -w '%{http_code}\\n' 10.96.7.7
000
curl: (7) Failed connect to 10.96.7.7:80; Connection refused
command terminated with exit code 7
$ IP=$(kubectl get pod web -o jsonpath={.status.podIP})
$ kubectl exec client -- curl -sS -o /dev/null -w '%{http_code}\\n' $IP
200
`,
  },
]

test.each(stories)('$title', (story) => {
  expect(`\n${play(story)}`).toBe(story.screen)
})
