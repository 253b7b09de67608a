import { expect, test } from 'vitest'
import { kubectlBench } from '../testing.ts'

test.each([
  { line: 'set contexts.a.b.namespace kitchen', said: 'Property "contexts.a.b.namespace" set.\n' },
  { line: 'set current-context', said: 'error: Unexpected args: [current-context]\n' },
  { line: 'set nosuch x', said: 'error: unable to parse nosuch after [] at api.Config\n' },
  {
    line: 'set current-context.x y',
    said: 'error: unable to parse one or more field values of current-context.x\n',
  },
  {
    line: 'set clusters.far.insecure-skip-tls-verify maybe',
    said: 'error: strconv.ParseBool: parsing "maybe": invalid syntax\n',
  },
  {
    line: 'unset contexts.nosuch.namespace',
    said: 'error: current map key `nosuch` is invalid\n',
  },
  { line: 'unset users.nosuch', said: 'Property "users.nosuch" unset.\n' },
])('kubectl config $line', ({ line, said }) => {
  expect(kubectlBench().prints(`config ${line}`)).toBe(said)
})

test('what is set is written, and goes when it is unset', () => {
  const bench = kubectlBench()
  bench.prints('config set contexts.a.b.namespace kitchen')
  bench.prints('config set contexts.a.b.cluster glasspod')
  bench.prints('config set users.jo.client-key-data key --set-raw-bytes')
  bench.prints('config set current-context a.b')
  expect(bench.prints('config get-contexts')).toBe(
    'CURRENT   NAME                        CLUSTER    AUTHINFO           NAMESPACE\n' +
      '*         a.b                         glasspod                      kitchen\n' +
      '          kubernetes-admin@glasspod   glasspod   kubernetes-admin   \n',
  )
  expect(bench.prints('config view --raw -o jsonpath={.users[0]}')).toBe(
    '{"name":"jo","user":{"client-key-data":"a2V5"}}',
  )
  bench.prints('config unset contexts.a.b.namespace')
  bench.prints('config unset users.jo')
  bench.prints('config unset current-context')
  expect(bench.prints('config get-contexts a.b --no-headers')).toBe(
    '      a.b   glasspod         \n',
  )
  expect(bench.prints('config get-users')).toBe('NAME\nkubernetes-admin\n')
  expect(bench.prints('config current-context')).toBe('error: current-context is not set\n')
})
