import { describe, expect, test } from 'vitest'
import { findKubectl, run } from './testing/kubectl.ts'
import { serveInTest } from './testing/serving.ts'

// From 1.32 on these commands send their objects as protobuf, before as JSON.
const LINES: readonly (readonly [line: string, prints: string])[] = [
  ['create namespace dev', 'namespace/dev created\n'],
  ['create namespace dev', 'Error from server (AlreadyExists): namespaces "dev" already exists\n'],
  [
    'create namespace Bad',
    'The Namespace "Bad" is invalid: metadata.name: Invalid value: "Bad": a lowercase RFC 1123 ' +
      "label must consist of lower case alphanumeric characters or '-', and must start and end " +
      "with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation " +
      "is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')\n",
  ],
  ['create deployment web --image=nginx --replicas=2 --port=80', 'deployment.apps/web created\n'],
  [
    'create deployment web --image=nginx',
    'error: failed to create deployment: deployments.apps "web" already exists\n',
  ],
  [
    'get deployment web -o jsonpath={.spec.replicas}:{.spec.template.spec.containers[*]}',
    '2:{"image":"nginx","imagePullPolicy":"Always","name":"nginx",' +
      '"ports":[{"containerPort":80,"protocol":"TCP"}],"resources":{},' +
      '"terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File"}',
  ],
  ['create configmap c --from-literal=a=b', 'configmap/c created\n'],
  ['create secret generic s --from-literal=p=hello', 'secret/s created\n'],
  ['get secret s -o jsonpath={.data}:{.type}', '{"p":"aGVsbG8="}:Opaque'],
  ['create job j --image=busybox -- echo hello', 'job.batch/j created\n'],
  ['create service clusterip svc --tcp=80:http', 'service/svc created\n'],
  ['get service svc -o jsonpath={.spec.ports[0].targetPort}', 'http'],
  ['create serviceaccount bot -n dev', 'serviceaccount/bot created\n'],
  ['advance', ''],
  ['drain worker-1 --force', 'node/worker-1 cordoned\nnode/worker-1 drained\n'],
]

describe.each(['1.30', '1.31', '1.32', '1.33'])('kubectl %s', (version) => {
  const path = findKubectl(version)
  const title = 'makes objects out of its flags'
  test.skipIf(path === undefined)(
    path === undefined ? `${title}: kubectl ${version} IS NOT INSTALLED` : title,
    async () => {
      const serving = await serveInTest()
      const printed: (readonly [string, string])[] = []
      for (const [line] of LINES) {
        if (line === 'advance') {
          await serving.ask('DELETE', '/apis/apps/v1/namespaces/default/deployments/web')
          await serving.advance(60)
          printed.push([line, ''])
        } else {
          const { stdout, stderr } = await run(serving, [path ?? '', ...line.split(' ')])
          const isAside = (text: string) => /^(evicting|pod\/)/.test(text)
          const words = (stdout + stderr).split(/(?<=\n)/).filter((text) => !isAside(text))
          printed.push([line, words.join('')])
        }
      }
      expect(printed).toEqual(LINES)
    },
  )
})
