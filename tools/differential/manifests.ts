/* eslint max-lines: off -- a table */
/** Files that lie in the home directory of both machines. */
export const MANIFESTS: Readonly<Record<string, string>> = {
  'two.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: two
  labels: {app: two, tier: front}
  annotations: {note: hello there}
spec:
  terminationGracePeriodSeconds: 1
  containers:
  - name: sise
    image: quay.io/openshiftlabs/simpleservice:0.5.0
    ports:
    - containerPort: 9876
  - name: shell
    image: centos:7
    command: ["bin/bash", "-c", "echo started; sleep 10000"]
`,
  'mine.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: mine
  labels: {app: mine}
spec:
  terminationGracePeriodSeconds: 0
  containers:
  - name: main
    image: busybox
    command: ["sleep", "10000"]
`,
  'mine2.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: mine
  labels: {app: mine, new: "1"}
spec:
  terminationGracePeriodSeconds: 0
  containers:
  - name: main
    image: busybox:1.36
    command: ["sleep", "10000"]
`,
  'mine3.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: mine
spec:
  terminationGracePeriodSeconds: 0
  containers:
  - name: main
    image: busybox
    command: ["sleep", "1"]
`,
  'states.yaml': `apiVersion: v1
kind: Pod
metadata: {name: crash, labels: {app: states}}
spec:
  containers:
  - {name: main, image: busybox, command: ["sh", "-c", "echo oops; exit 3"]}
---
apiVersion: v1
kind: Pod
metadata: {name: noimage, labels: {app: states}}
spec:
  containers:
  - {name: main, image: nosuch.invalid/image}
---
apiVersion: v1
kind: Pod
metadata: {name: pending, labels: {app: states}}
spec:
  nodeSelector: {disk: ssd}
  containers:
  - {name: main, image: busybox, command: ["sleep", "10000"]}
---
apiVersion: v1
kind: Pod
metadata: {name: done, labels: {app: states}}
spec:
  restartPolicy: Never
  containers:
  - {name: main, image: busybox, command: ["sh", "-c", "echo one; echo two; echo three"]}
---
apiVersion: v1
kind: Pod
metadata: {name: failed, labels: {app: states}}
spec:
  restartPolicy: Never
  containers:
  - name: main
    image: busybox
    command: ["sh", "-c", "echo reason > /dev/termination-log; exit 2"]
---
apiVersion: v1
kind: Pod
metadata: {name: unready, labels: {app: states}}
spec:
  containers:
  - name: main
    image: busybox
    command: ["sleep", "10000"]
    readinessProbe: {exec: {command: ["cat", "/nosuch"]}}
---
apiVersion: v1
kind: Pod
metadata: {name: noconfig, labels: {app: states}}
spec:
  containers:
  - name: main
    image: busybox
    env:
    - {name: A, valueFrom: {configMapKeyRef: {name: nosuch, key: a}}}
---
apiVersion: v1
kind: Pod
metadata: {name: lasting, labels: {app: states}, finalizers: [example.com/stay]}
spec:
  terminationGracePeriodSeconds: 600
  containers:
  - {name: main, image: busybox, command: ["sleep", "10000"]}
`,
  'full.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data:
  a: "1"
binaryData:
  raw: AAECAw==
---
apiVersion: v1
kind: ConfigMap
metadata: {name: texts}
data:
  text: |
    first line
    second line
---
apiVersion: v1
kind: Secret
metadata: {name: hidden}
type: Opaque
stringData:
  password: hunter2
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: robot}
---
apiVersion: v1
kind: Pod
metadata:
  name: full
  labels: {app: full, tier: back}
spec:
  serviceAccountName: robot
  hostAliases:
  - {ip: 10.1.2.3, hostnames: [other]}
  priority: 0
  securityContext: {fsGroup: 2000}
  tolerations:
  - {key: a, operator: Exists, effect: NoExecute, tolerationSeconds: 30}
  - {key: b, value: c}
  topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector: {matchLabels: {app: full}}
  initContainers:
  - {name: first, image: busybox, command: ["sh", "-c", "echo prepared"]}
  - {name: beside, image: busybox, command: ["sleep", "10000"], restartPolicy: Always}
  containers:
  - name: main
    image: nginx
    ports:
    - {name: http, containerPort: 80}
    - {containerPort: 443, protocol: TCP}
    resources:
      requests: {cpu: 100m, memory: 64Mi}
      limits: {cpu: 500m, memory: 128Mi}
    livenessProbe: {httpGet: {path: /, port: http}, initialDelaySeconds: 3}
    readinessProbe: {tcpSocket: {port: 80}, periodSeconds: 5}
    startupProbe: {exec: {command: ["true"]}, failureThreshold: 10}
    lifecycle: {preStop: {exec: {command: ["sleep", "1"]}}}
    env:
    - {name: PLAIN, value: "x y"}
    - {name: A, valueFrom: {configMapKeyRef: {name: settings, key: a}}}
    - {name: P, valueFrom: {secretKeyRef: {name: hidden, key: password, optional: true}}}
    - {name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}
    - {name: CPU, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}
    envFrom:
    - {configMapRef: {name: settings}, prefix: S_}
    - {secretRef: {name: nosuch, optional: true}}
    volumeMounts:
    - {name: scratch, mountPath: /scratch}
    - {name: config, mountPath: /config, readOnly: true}
    - {name: secret, mountPath: /secret/a, subPath: password}
    - {name: all, mountPath: /all}
  volumes:
  - {name: scratch, emptyDir: {medium: Memory, sizeLimit: 1Mi}}
  - {name: config, configMap: {name: settings, optional: false}}
  - {name: secret, secret: {secretName: hidden}}
  - {name: host, hostPath: {path: /var/lib/shared, type: DirectoryOrCreate}}
  - name: all
    projected:
      sources:
      - {downwardAPI: {items: [{path: labels, fieldRef: {fieldPath: metadata.labels}}]}}
      - {configMap: {name: settings}}
`,
  'cm.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: made
data:
  a: "1"
`,
  'cm2.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: made
data:
  a: "2"
  b: "3"
`,
  'list.yaml': `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: ConfigMap
  metadata: {name: l1}
- apiVersion: v1
  kind: ConfigMap
  metadata: {name: l2, namespace: kube-public}
`,
  'badname.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: Bad_Name
spec:
  containers:
  - name: a
    image: x
    ports:
    - containerPort: 99999
`,
  'unknown.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: unknown
spec:
  contaners: []
  containers:
  - name: a
    image: x
    nosuch: 1
`,
  'wrongtype.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: wrongtype
spec:
  containers:
  - name: a
    image: x
    ports: wrong
`,
  'nokind.yaml': 'apiVersion: v1\nkind: Nosuch\nmetadata:\n  name: nokind\n',
  'noversion.yaml': 'kind: Pod\nmetadata:\n  name: noversion\n',
  'broken.yaml': 'apiVersion: v1\nkind: Pod\n  metadata: x\n',
  'empty.yaml': '# nothing\n',
  'nocontainers.yaml': 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: nocontainers\n',
  'gen.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  generateName: gen-\n',
  'ns.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: inns\n  namespace: other\n',
  'docs/one.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: one}\n',
  'docs/two.yml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: second}\n',
  'docs/notes.txt': 'nothing to create\n',
  'object.json':
    '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"fromjson"},"data":{"k":"v"}}\n',
  'deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
  labels: {app: shop}
spec:
  replicas: 2
  selector: {matchLabels: {app: shop}}
  template:
    metadata:
      labels: {app: shop}
    spec:
      terminationGracePeriodSeconds: 1
      containers:
      - name: main
        image: nginx
        ports:
        - {containerPort: 80}
`,
  'stall.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: stall
  labels: {app: stall}
spec:
  replicas: 1
  selector: {matchLabels: {app: stall}}
  template:
    metadata:
      labels: {app: stall}
    spec:
      terminationGracePeriodSeconds: 1
      containers:
      - {name: main, image: nginx}
`,
  'binding.yaml': `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: cooks}
subjects:
- {apiGroup: rbac.authorization.k8s.io, kind: User, name: jo}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: cook}
`,
  'patch.yaml': 'metadata:\n  labels:\n    fromfile: "1"\n',
  'template.txt': '{{.metadata.name}} is {{.status.phase}}\n',
}
