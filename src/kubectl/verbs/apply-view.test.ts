import { expect, test } from 'vitest'
import { kubectlBench } from '../testing.ts'

test('apply view-last-applied shows what was applied, however it stands now', () => {
  const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: menu}\ndata: {soup: leek}\n'
  const bench = kubectlBench({ files: { '/root/menu.yaml': map } })
  bench.prints('apply -f menu.yaml')
  bench.prints('patch cm menu -p {"data":{"soup":"pea"}}')
  expect(bench.prints('apply view-last-applied cm/menu')).toBe(
    'apiVersion: v1\ndata:\n  soup: leek\nkind: ConfigMap\n' +
      'metadata:\n  annotations: {}\n  name: menu\n  namespace: default\n',
  )
  expect(bench.prints('apply view-last-applied cm/menu -o wide')).toBe(
    "error: Unexpected -o output mode: wide, the flag 'output' must be one of yaml|json\n" +
      "See 'kubectl apply view-last-applied -h' for help and examples\n",
  )
})
