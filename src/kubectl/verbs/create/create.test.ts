import { expect, test } from 'vitest'
import { kubectlBench } from '../../testing.ts'

// kubectl 1.33 prints the same against the same server; 1.36 leaves out `creationTimestamp: null`.
const LINES: readonly (readonly [line: string, prints: string])[] = [
  ['create deployment web --image=nginx:1.16.1 --port=80', 'deployment.apps/web created\n'],
  [
    'create deployment web --image=nginx',
    'error: failed to create deployment: deployments.apps "web" already exists\n',
  ],
  ['create deployment', 'error: required flag(s) "image" not set\n'],
  ['create ns dev', 'namespace/dev created\n'],
  ['create ns dev', 'Error from server (AlreadyExists): namespaces "dev" already exists\n'],
  [
    'create namespace a b',
    "error: exactly one NAME is required, got 2\nSee 'kubectl create namespace -h' for help and examples\n",
  ],
  ['create cm c --from-literal=a=b --from-literal=c=d', 'configmap/c created\n'],
  ['create cm c', 'error: failed to create configmap: configmaps "c" already exists\n'],
  ['create cm d --from-literal=a', 'error: invalid literal source a, expected key=value\n'],
  [
    'create cm d --from-literal=a=b --from-literal=a=c',
    'error: cannot add key "a", another key by that name already exists in Data for ConfigMap "d"\n',
  ],
  ['create cm d --from-file=/nosuch', 'error: error reading /nosuch: no such file or directory\n'],
  [
    'create cm files --from-file=one=/root/one.txt --from-file=/root/two.txt -o jsonpath={.data}',
    '{"one":"1\\n","two.txt":"2\\n"}',
  ],
  [
    'create secret generic s --from-literal=p=hello --dry-run=client -o yaml',
    'apiVersion: v1\ndata:\n  p: aGVsbG8=\nkind: Secret\nmetadata:\n  name: s\n',
  ],
  ['create token nix', 'error: failed to create token: serviceaccounts "nix" not found\n'],
  [
    'create token default --duration=5m',
    'error: failed to create token: TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: 300: may not specify a duration less than 10 minutes\n',
  ],
  [
    'create token default --bound-object-kind=Pod --bound-object-name=nix',
    'error: failed to create token: pods "nix" not found\n',
  ],
  [
    'create token default --duration=10m --audience=vault -o jsonpath={.kind}:{.spec}',
    'TokenRequest:{"audiences":["vault"],"boundObjectRef":null,"expirationSeconds":600}',
  ],
  ['create job j --image=busybox -- date', 'job.batch/j created\n'],
  ['create job k', 'error: either --image or --from must be specified\n'],
  ['create service clusterip svc --tcp=80:8080', 'service/svc created\n'],
  [
    'get svc svc -o jsonpath={.spec.ports[0].name}:{.spec.ports[0].targetPort}:{.spec.selector.app}',
    '80-8080:8080:svc',
  ],
  ['create service clusterip e', 'error: at least one tcp port specifier must be provided\n'],
  [
    'create svc clusterip f --tcp=99999',
    'error: strconv.ParseUint: parsing "99999": value out of range\n',
  ],
  ['create service nodeport np --tcp=80 --node-port=30080', 'service/np created\n'],
  ['create sa bot -n dev', 'serviceaccount/bot created\n'],
]

test('create makes objects out of its flags', () => {
  const bench = kubectlBench({ files: { '/root/one.txt': '1\n', '/root/two.txt': '2\n' } })
  expect(LINES.map(([line]) => [line, bench.prints(line)])).toEqual(LINES)
})
