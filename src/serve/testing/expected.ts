// What kubectl finds in the story of its tests, and what it says there.

export const FILES = {
  'web.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: {app: web}
spec:
  containers:
  - name: nginx
    image: nginx
    ports: [{containerPort: 80}]
  - name: shell
    image: busybox
    stdin: true
    command: [sh, -c, 'echo started; while read line; do echo "got $line"; done']
`,
  'crash.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: crash
spec:
  containers:
  - name: main
    image: busybox
    command: [sh, -c, 'echo once; exit 3']
`,
  'settings.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  colour: blue
`,
}

export const SETTINGS = `apiVersion: v1
data:
  colour: blue
kind: ConfigMap
metadata:
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: |
      {"apiVersion":"v1","data":{"colour":"blue"},"kind":"ConfigMap","metadata":{"annotations":{},"name":"settings","namespace":"default"}}
  creationTimestamp: …
  name: settings
  namespace: default
  resourceVersion: …
  uid: …
`
export const DESCRIPTION = `Name:             crash
Namespace:        default
Priority:         0
Service Account:  default
Node:             worker-1/172.18.0.3
Start Time:       Fri, 01 May 2026 08:00:00 +0000
Labels:           <none>
Annotations:      watched: yes
Status:           Running
IP:               10.244.1.3
IPs:
  IP:  10.244.1.3
Containers:
  main:
    Container ID:  containerd://HASH
    Image:         busybox
    Image ID:      docker.io/library/busybox@sha256:HASH
    Port:          <none>
    Host Port:     <none>
    Command:
      sh
      -c
      echo once; exit 3
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       Error
      Exit Code:    3
      Started:      Fri, 01 May 2026 08:00:14 +0000
      Finished:     Fri, 01 May 2026 08:00:14 +0000
    Ready:          False
    Restart Count:  2
    Environment:    <none>
    Mounts:
      /var/run/secrets/kubernetes.io/serviceaccount from kube-api-access-XXXXX (ro)
Conditions:
  Type                        Status
  PodReadyToStartContainers   True 
  Initialized                 True 
  Ready                       False 
  ContainersReady             False 
  PodScheduled                True 
Volumes:
  kube-api-access-XXXXX:
    Type:                    Projected (a volume that contains injected data from multiple sources)
    TokenExpirationSeconds:  3607
    ConfigMapName:           kube-root-ca.crt
    Optional:                false
    DownwardAPI:             true
QoS Class:                   BestEffort
Node-Selectors:              <none>
Tolerations:                 node.kubernetes.io/not-ready:NoExecute op=Exists for 300s
                             node.kubernetes.io/unreachable:NoExecute op=Exists for 300s
Events:
Type | Reason | Age | From | Message
- | - | - | - | -
Normal | Scheduled | AGE | default-scheduler | Successfully assigned default/crash to worker-1
Normal | Pulled | AGE | kubelet | Successfully pulled image "busybox" in TIME (TIME including waiting). Image size: 2219949 bytes.
Normal | Pulled | AGE | kubelet | Successfully pulled image "busybox" in TIME (TIME including waiting). Image size: 2219949 bytes.
Normal | Pulling | AGE (x3 over AGE) | kubelet | Pulling image "busybox"
Normal | Created | AGE (x3 over AGE) | kubelet | Container created
Normal | Started | AGE (x3 over AGE) | kubelet | Container started
Normal | Pulled | AGE | kubelet | Successfully pulled image "busybox" in TIME (TIME including waiting). Image size: 2219949 bytes.
Warning | BackOff | AGE (x2 over AGE) | kubelet | Back-off restarting failed container main in pod crash_default(UID)
`
export const EXPLANATION = `KIND:       Pod
VERSION:    v1

FIELD: image <string>


DESCRIPTION:
    Container image name. More info:
    https://kubernetes.io/docs/concepts/containers/images This field is optional
    to allow higher level config management to default or override container
    images in workload controllers like Deployments and StatefulSets.
    

`

export const SHELL_SESSION = `root@web:/# tty; echo $((6 * 7))
/dev/pts/0
42
root@web:/# sleep 100
^C
root@web:/# exit 5
exit
command terminated with exit code 5
`.replaceAll('\n', '\r\n')
