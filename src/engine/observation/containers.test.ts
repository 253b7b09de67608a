import { expect, test } from 'vitest'
import { Clock } from '../clock/clock.ts'
import { History } from '../history/history.ts'
import { Observer } from './observer.ts'

test('what a container adds and deletes again no longer differs from its image', () => {
  const history = new History(new Clock())
  const observer = new Observer()
  history.onFact((fact) => observer.observe(fact))
  history.record('container.created', 'c1', {
    node: 'node1',
    sandbox: 's1',
    podUid: 'uid',
    name: 'app',
    attempt: 0,
    image: 'busybox',
    mounts: [],
  })
  const change = (path: string, what: 'added' | 'changed' | 'deleted'): void => {
    history.record('file.changed', 'c1', { path, change: what, bytes: 0 })
  }
  change('/tmp/lock', 'added')
  change('/etc/motd', 'changed')
  change('/etc/passwd', 'deleted')
  change('/tmp/lock', 'deleted')
  expect([...(observer.world().containers.get('c1')?.changes ?? [])]).toEqual([
    ['/etc/motd', 'changed'],
    ['/etc/passwd', 'deleted'],
  ])
})
