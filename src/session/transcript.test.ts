import { expect, test } from 'vitest'
import { enter, sessionWith, TWO_CONTAINERS } from './testing.ts'

test("the article's transcript, byte for byte", () => {
  const session = sessionWith({ 'twocontainers.yaml': TWO_CONTAINERS })
  let screen = ''
  screen += enter(session, 'kubectl create -f ./twocontainers.yaml', 12_000)
  screen += enter(session, 'kubectl get pods', 1000)
  screen += enter(session, 'kubectl exec twocontainers -c shell -i -t -- bash', 1000)
  screen += enter(session, 'curl -s localhost:9876/info', 1000)
  expect(screen).toBe(
    [
      'kubectl create -f ./twocontainers.yaml',
      'pod/twocontainers created',
      '$ kubectl get pods',
      'NAME            READY   STATUS    RESTARTS   AGE',
      'twocontainers   2/2     Running   0          12s',
      '$ kubectl exec twocontainers -c shell -i -t -- bash',
      '[root@twocontainers /]# curl -s localhost:9876/info',
      '{"host": "localhost:9876", "version": "0.5.0", "from": "127.0.0.1"}[root@twocontainers /]# ',
    ].join('\n'),
  )
})

test('the second create is refused, apply adds its note, delete takes thirty seconds', () => {
  const session = sessionWith({ 'twocontainers.yaml': TWO_CONTAINERS })
  enter(session, 'kubectl create -f twocontainers.yaml')
  expect(enter(session, 'kubectl create -f twocontainers.yaml')).toBe(
    'kubectl create -f twocontainers.yaml\n' +
      'Error from server (AlreadyExists): error when creating "twocontainers.yaml": ' +
      'pods "twocontainers" already exists\n$ ',
  )
  expect(enter(session, 'kubectl apply -f twocontainers.yaml')).toBe(
    'kubectl apply -f twocontainers.yaml\n' +
      'Warning: resource pods/twocontainers is missing the ' +
      'kubectl.kubernetes.io/last-applied-configuration annotation which is required by ' +
      'kubectl apply. kubectl apply should only be used on resources created declaratively by ' +
      'either kubectl create --save-config or kubectl apply. The missing annotation will be ' +
      'patched automatically.\npod/twocontainers configured\n$ ',
  )
  const begun = session.now
  expect(enter(session, 'kubectl delete pod twocontainers', 29_000)).toBe(
    'kubectl delete pod twocontainers\n' + 'pod "twocontainers" deleted from default namespace\n',
  )
  expect(enter(session, '', 5000)).toBe('\n$ $ ')
  expect(enter(session, 'kubectl get pods')).toBe(
    'kubectl get pods\nNo resources found in default namespace.\n$ ',
  )
  expect(session.now - begun).toBeLessThan(60_000)
})

test('what is shown is what processes do: ps in shell knows nothing of the web service', () => {
  const session = sessionWith({ 'twocontainers.yaml': TWO_CONTAINERS })
  enter(session, 'kubectl create -f twocontainers.yaml')
  expect(
    enter(session, "kubectl exec twocontainers -c shell -- cat /proc/1/cmdline | tr '\\0' ' '"),
  ).toBe(
    "kubectl exec twocontainers -c shell -- cat /proc/1/cmdline | tr '\\0' ' '\nsleep 10000 $ ",
  )
})
