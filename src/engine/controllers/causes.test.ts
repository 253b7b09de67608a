import { expect, test } from 'vitest'
import { startBench } from './fixtures/cluster-bench.ts'

const template = {
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'app', image: 'server:1' }] },
}

test('why a Pod exists leads back, write by write, to whoever asked for its Deployment', () => {
  const bench = startBench()
  const selector = { matchLabels: { app: 'web' } }
  const spec = { replicas: 1, selector, template }
  bench.create('/apis/apps/v1/namespaces/default/deployments', { metadata: { name: 'web' }, spec })
  bench.advance(5_000)
  const { history, clock } = bench.cluster
  const added = history
    .between(0, clock.seq)
    .find((it) => it.kind === 'object.added' && it.subject.startsWith('pods/default/web-'))
  const chain = history.why(added?.seq ?? 0).map(({ kind, subject, data }) => {
    const path = subject.replace(/web-[a-z0-9]+(-[a-z0-9]+)?/, 'web-…')
    return kind === 'api.request'
      ? `${(data as { user: string }).user}: ${path}`
      : `${kind} ${path}`
  })
  expect(chain).toEqual([
    'object.added pods/default/web-…',
    'system:serviceaccount:kube-system:replicaset-controller: /api/v1/namespaces/default/pods',
    'object.added replicasets/default/web-…',
    'system:serviceaccount:kube-system:deployment-controller: /apis/apps/v1/namespaces/default/replicasets',
    'object.added deployments/default/web',
    'kubernetes-admin: /apis/apps/v1/namespaces/default/deployments',
  ])
})
