import { expect, test } from 'vitest'
import { enter, sessionWith, TWO_CONTAINERS } from './testing.ts'

const POD = '/api/v1/namespaces/default/pods/twocontainers'

test('[A45] kubectl get --raw asks a server in a Pod through the API server, and is told why it cannot', () => {
  const session = sessionWith({ 'twocontainers.yaml': TWO_CONTAINERS })
  enter(session, 'kubectl create -f ./twocontainers.yaml', 12_000)
  enter(session, `P=${POD}`)
  const says = (rest: string) => {
    const line = `kubectl get --raw $P:${rest}`
    return enter(session, line, 1000).replace(`${line}\n`, '')
  }
  expect(says('9876/proxy/health')).toBe('{"healthy": true}$ ')
  expect(says('9876/proxy')).toBe(says('9876/proxy/'))
  expect(says('9877/proxy/')).toMatch(
    /^Error from server \(ServiceUnavailable\): error trying to reach service: dial tcp 10\.244\.\d\.\d:9877: connect: connection refused\n\$ $/,
  )
})
