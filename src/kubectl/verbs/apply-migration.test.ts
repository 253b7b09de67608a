import { expect, test } from 'vitest'
import { kubectlBench } from '../testing.ts'

const settings = (data: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: ${data}\n`

test('what client-side apply has set belongs to server-side apply from then on', () => {
  const bench = kubectlBench({
    files: {
      '/root/both.yaml': settings('{a: "1", b: "2"}'),
      '/root/one.yaml': settings('{a: "1"}'),
    },
  })
  const managers = () =>
    bench
      .prints('get cm settings -o json --show-managed-fields')
      .match(/(?<="(manager|operation)": ")[^"]*/g)
  bench.prints('apply -f both.yaml')
  expect(managers()).toEqual(['kubectl-client-side-apply', 'Update'])
  expect(bench.prints('apply --server-side -f one.yaml')).toBe(
    'configmap/settings serverside-applied\n',
  )
  expect(bench.prints('get cm settings -o jsonpath={.data}')).toBe('{"a":"1"}')
  expect(managers()).toEqual(['kubectl', 'Apply', 'kubectl-last-applied', 'Apply'])
})
