import type { Session } from '#session'
import type { Outage } from '../diagram/operator.ts'

// What an operator does to a node, below the API.

/** A container where it runs. */
interface RunningContainer {
  readonly id: string
  readonly node: string
}

export function runningContainer(
  session: Session,
  pod: string,
  container: string,
): RunningContainer | undefined {
  const { containers, sandboxes } = session.snapshot().world
  for (const { id, name, sandbox, state } of containers.values()) {
    const { podName, node } = sandboxes.get(sandbox) ?? {}
    if (state === 'running' && name === container && podName === pod && node !== undefined)
      return { id, node }
  }
  return undefined
}

/** Its processes get SIGKILL from outside. */
export function killContainer(session: Session, { id, node }: RunningContainer): void {
  session.input({ kind: 'node', node, action: { do: 'kill container', container: id } })
}

/** The node loses its network. */
export function cutOff(session: Session, node: string): void {
  session.input({ kind: 'node', node, action: { do: 'cut off' } })
}

/** The node ends its Pods within their grace and is off; `reconnect` switches it on again. */
export function shutDown(session: Session, node: string): void {
  session.input({ kind: 'node', node, action: { do: 'shut down' } })
}

export function reconnect(session: Session, node: string): void {
  session.input({ kind: 'node', node, action: { do: 'reconnect' } })
}

/** One more node, named after the last. */
export function addNode(session: Session): void {
  const nodes = [...session.snapshot().objects.keys()].filter((key) => key.startsWith('nodes/'))
  const numbers = nodes.map((key) => Number(/-(\d+)$/.exec(key)?.[1] ?? 0))
  const node = `worker-${Math.max(0, ...numbers) + 1}`
  session.input({ kind: 'node', node, action: { do: 'add' } })
}

/** The nodes that are cut off or shut down now, by what was done to them. */
export function outagesOf(session: Session): ReadonlyMap<string, Outage> {
  const outages = new Map<string, Outage>()
  for (const [, , input] of session.recording().inputs) {
    if (input.kind !== 'node') continue
    if (input.action.do === 'cut off') outages.set(input.node, 'unplugged')
    if (input.action.do === 'shut down') outages.set(input.node, 'off')
    if (input.action.do === 'reconnect') outages.delete(input.node)
  }
  return outages
}
