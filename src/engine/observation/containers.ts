import type { Fact } from '../history/history.ts'
import type { Tables } from './tables.ts'
import type { ContainerSeen } from './world.ts'

export function observeSandbox(seen: Tables, fact: Fact): void {
  if (fact.kind === 'sandbox.started')
    seen.sandboxes.set(fact.subject, { ...fact.data, id: fact.subject, state: 'ready' })
  if (fact.kind === 'sandbox.stopped')
    seen.sandboxes.change(fact.subject, (sandbox) => ({ ...sandbox, state: 'stopped' }))
  if (fact.kind === 'sandbox.removed') seen.sandboxes.delete(fact.subject)
  if (fact.kind === 'image.pulling')
    seen.pulls.set(`${fact.data.node}/${fact.data.image}`, { ...fact.data, since: fact.at })
  if (fact.kind === 'image.pulled' || fact.kind === 'image.refused')
    seen.pulls.delete(`${fact.data.node}/${fact.data.image}`)
}

export function observeContainer(seen: Tables, fact: Fact): void {
  const id = fact.subject
  switch (fact.kind) {
    case 'container.created':
      seen.containers.set(id, { ...fact.data, id, state: 'created', changes: new Map() })
      break
    case 'container.started':
      seen.containers.change(id, (it) => ({ ...it, state: 'running', startedAt: fact.at }))
      break
    case 'container.exited':
      seen.containers.change(id, (it) => ({
        ...it,
        state: 'exited',
        exit: fact.data,
        endedAt: fact.at,
      }))
      break
    case 'container.removed':
      seen.containers.delete(id)
      break
    case 'file.changed':
      seen.containers.change(id, (it) => ({
        ...it,
        changes: withChange(it.changes, fact.data),
      }))
      break
    default:
  }
}

type Changes = ContainerSeen['changes']

/** What was added and is deleted again differs from the image no more. */
function withChange(
  changes: Changes,
  { path, change }: { readonly path: string; readonly change: 'added' | 'changed' | 'deleted' },
): Changes {
  const next = new Map(changes)
  if (change === 'deleted' && changes.get(path) === 'added') next.delete(path)
  else next.set(path, change)
  return next
}

export function observeProcess(seen: Tables, fact: Fact): void {
  const id = fact.subject
  switch (fact.kind) {
    case 'process.started':
      seen.processes.set(id, { ...fact.data, id, state: 'running' })
      break
    case 'process.became':
      seen.processes.change(id, (it) => ({ ...it, argv: fact.data.argv }))
      break
    case 'process.signalled': {
      const { effect } = fact.data
      if (effect === 'stopped' || effect === 'continued')
        seen.processes.change(id, (it) => ({
          ...it,
          state: effect === 'stopped' ? 'stopped' : 'running',
        }))
      break
    }
    case 'process.ended':
      seen.processes.change(id, (it) => ({ ...it, state: 'zombie' }))
      break
    case 'process.reaped':
      seen.processes.delete(id)
      break
    default:
  }
}

export function observeSocket(seen: Tables, fact: Fact): void {
  if (fact.kind === 'socket.listening')
    seen.sockets.set(fact.subject, { ...fact.data, id: fact.subject })
  if (fact.kind === 'socket.closed') seen.sockets.delete(fact.subject)
}
