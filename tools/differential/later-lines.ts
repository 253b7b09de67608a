import type { Line } from './changing-lines.ts'

/** What comes when the cluster has changed enough: Services, the kubeconfig, Pods made with a Service. */
export const LATER_LINES: readonly Line[] = [
  // expose
  'kubectl expose deployment shop --port=80',
  'kubectl expose deployment shop --port=80',
  'kubectl expose deployment shop --name=again --port=8080 --target-port=80 --dry-run=client -o yaml',
  'kubectl expose pod two --name=two --dry-run=client -o yaml',
  'kubectl expose cm settings --port=80',
  'kubectl expose pod noconfig',
  { seconds: 20 },

  // kubeconfig
  'kubectl config set contexts.a.b.namespace kitchen',
  'kubectl config set clusters.far.server https://far:6443',
  'kubectl config set clusters.far.insecure-skip-tls-verify true',
  'kubectl config set clusters.far.insecure-skip-tls-verify maybe',
  'kubectl config set users.jo.token secret',
  'kubectl config set current-context a.b',
  'kubectl config set nosuch x',
  'kubectl config set current-context.x y',
  "kubectl config set current-context ''",
  'cat .kube/config',
  'kubectl config unset users.jo.token',
  'kubectl config unset users.jo',
  'kubectl config unset contexts.nosuch.namespace',
  'kubectl config unset contexts.a.b.namespace',
  'kubectl config unset contexts.a.b',
  'kubectl config unset clusters.far',
  'kubectl config unset current-context',
  'cat .kube/config',
  'kubectl config set current-context glasspod',

  // run --expose
  'kubectl run shown --image=nginx --expose --port=80',
  'kubectl get service shown -o yaml',
  'kubectl run shown2 --image=nginx --expose --port=80 --labels=a=b,c=d --dry-run=client -o yaml',
  'kubectl run shown2 --image=nginx --expose --port=80 --dry-run=server -o name',
  'kubectl run shown2 --image=nginx --expose',
  'kubectl delete pod/shown service/shown --now --wait=false',
]
