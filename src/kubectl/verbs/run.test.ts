import { expect, test } from 'vitest'
import { kubectlBench } from '../testing.ts'

test('run --expose makes a Service that finds the Pod', () => {
  const bench = kubectlBench()
  expect(bench.prints('run web --image=nginx --port=80 --expose')).toBe(
    'service/web created\npod/web created\n',
  )
  expect(bench.prints('get service web -o jsonpath={.spec.selector}{.spec.ports}')).toBe(
    '{"run":"web"}[{"port":80,"protocol":"TCP","targetPort":80}]',
  )
  expect(bench.prints('run web --image=nginx --expose')).toBe(
    "error: --port must be set when exposing a service\nSee 'kubectl run -h' for help and examples\n",
  )
})
