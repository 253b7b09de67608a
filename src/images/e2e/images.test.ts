import { runtimeBench } from '#engine'
import { expect, test } from 'vitest'
import { e2eImages } from './images.ts'

const HOUSE = 'registry.k8s.io/e2e-test-images'

test.each([
  ['busybox:1.37.0-1', ['sh', '-c', 'echo $0; exit 3'], ['stdout sh', '(end)', 3]],
  ['nonroot:1.4', ['id', '-u'], ['stdout 1234', '(end)', 0]],
  ['nonewprivs:1.3', [], ['stdout Effective uid: 0', '(end)', 0]],
])('%s %j', (image, args, expected) => {
  const it = runtimeBench(e2eImages)
  const id = it.run({ sandbox: it.sandbox(), image: `${HOUSE}/${image}`, args })
  it.clock.advanceBy(1000)
  const exit = it.events.find((event) => event.kind === 'exited')
  expect([...it.logOf(id), exit?.kind === 'exited' ? exit.code : undefined]).toEqual(expected)
})

test.each(['nginx:1.14-4', 'nginx:1.15-4'])('%s serves its first page', (image) => {
  const it = runtimeBench(e2eImages)
  const id = it.run({ sandbox: it.sandbox(), image: `${HOUSE}/${image}` })
  it.clock.advanceBy(1000)
  expect(it.exec(id, ['curl', '-s', '127.0.0.1']).stdout).toContain('<h1>Welcome to nginx!</h1>')
})
