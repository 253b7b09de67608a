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
      containers:
      - name: nginx
        image: nginx:1.29
        ports: [{name: http, containerPort: 80}]
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  clusterIP: 10.96.0.80
  selector: {app: web}
  ports: [{port: 8080, targetPort: http}]
---
apiVersion: v1
kind: Service
metadata: {name: each}
spec:
  clusterIP: None
  selector: {app: web}
---
apiVersion: v1
kind: Pod
metadata: {name: shell}
spec:
  containers:
  - {name: sh, image: 'busybox:1.36', command: [sleep, inf]}
`

const stories: readonly (Story & { readonly title: string })[] = [
  {
    title:
      '[S3] [S4] a Service is found by its name, answers at its address, and refuses when empty',
    files: { 'web.yaml': WEB },
    screen: `
$ kubectl create -f web.yaml
deployment.apps/web created
service/web created
service/each created
pod/shell created
(20 s)
$ kubectl exec shell -- wget -qO- web:8080 | grep title
<title>Welcome to nginx!</title>
$ kubectl exec shell -- wget -qO- web.default.svc.cluster.local:8080 | grep title
<title>Welcome to nginx!</title>
$ kubectl exec shell -- env | grep -E 'WEB_SERVICE|KUBERNETES_SERVICE' | sort
KUBERNETES_SERVICE_HOST=10.96.0.1
KUBERNETES_SERVICE_PORT=443
KUBERNETES_SERVICE_PORT_HTTPS=443
WEB_SERVICE_HOST=10.96.0.80
WEB_SERVICE_PORT=8080
$ kubectl scale deployment web --replicas=0
deployment.apps/web scaled
(5 s)
$ kubectl exec shell -- wget -qO- web:8080
wget: can't connect to remote host (10.96.0.80): Connection refused
command terminated with exit code 1
$ kubectl exec shell -- wget -qO- nobody:8080
wget: bad address 'nobody:8080'
command terminated with exit code 1
`,
  },
]

test.each(stories)('$title', (story) => {
  expect(`\n${play(story)}`).toBe(story.screen)
})
