import type { Lease, Node, NodeStatus } from '../api/generated/types.ts'
import { microTimeAt, timeAt } from '../api/times.ts'
import type { Reply } from '../apiserver/client.ts'
import type { Ms } from '../clock/clock.ts'
import {
  nodeConditions,
  nodeStatus,
  nodeToRegister,
  NO_TROUBLES,
  type Shortage,
  type Troubles,
} from './node-status.ts'
import type { Parts } from './parts.ts'

const LEASE_SECONDS = 40
/** A quarter of the lease's life. */
const RENEW_MS = 10_000
/** Nothing new is reported that often; in between, the lease says that the node lives. */
const REPORT_MS = 300_000
const LEASES = '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases'

/** What is told when a node begins, or ceases, to be low on something. */
const REASONS = {
  memory: { is: 'NodeHasInsufficientMemory', 'is not': 'NodeHasSufficientMemory' },
  disk: { is: 'NodeHasDiskPressure', 'is not': 'NodeHasNoDiskPressure' },
} as const

/** Speaks for the node itself: registers it, renews its lease, reports its status. See [R91]. */
export class NodeAgent {
  readonly #parts: Parts
  #lease: Lease | undefined
  #status: NodeStatus
  #troubles: Troubles = NO_TROUBLES

  constructor(parts: Parts) {
    this.#parts = parts
    this.#status = nodeStatus(parts.node, [], this.#now())
    this.#register()
    this.#tellOfStart()
    parts.clock.soon(() => {
      this.#renew()
    })
    this.#reportLater()
  }

  /** What has changed is reported at once. */
  setPressure(shortage: Shortage, isUnder: boolean): void {
    const lowOn = new Set(this.#troubles.lowOn)
    if (isUnder) lowOn.add(shortage)
    else lowOn.delete(shortage)
    this.#troubles = { ...this.#troubles, lowOn }
    this.#tell(REASONS[shortage][isUnder ? 'is' : 'is not'])
    this.#report()
  }

  setNotReady(why: string): void {
    this.#troubles = { ...this.#troubles, notReady: why }
    this.#tell('NodeNotReady')
    this.#report()
  }

  /** The machine was switched off and on again. */
  reboot(): void {
    const { random, events, node } = this.#parts
    const bootID = random.text(32, '0123456789abcdef')
    this.#troubles = NO_TROUBLES
    this.#status = { ...this.#status, nodeInfo: { ...node.info, bootID } }
    this.#tellOfStart()
    events.record({
      object: { kind: 'Node', name: node.name, uid: node.name },
      type: 'Warning',
      reason: 'Rebooted',
      message: `Node ${node.name} has been rebooted, boot id: ${bootID}`,
    })
    this.#report()
  }

  #tell(reason: string): void {
    const { events, node } = this.#parts
    events.record({
      object: { kind: 'Node', name: node.name, uid: node.name },
      type: 'Normal',
      reason,
      message: `Node ${node.name} status is now: ${reason}`,
    })
  }

  #register(): void {
    const { client, node } = this.#parts
    client.create('/api/v1/nodes', nodeToRegister(node, this.#now()), (reply) => {
      // It was there before: only its status is brought up to date.
      if (!reply.ok) this.#report()
    })
  }

  #reportLater(): void {
    this.#parts.clock.after(REPORT_MS, () => {
      this.#report()
      this.#reportLater()
    })
  }

  #report(): void {
    const { client, node } = this.#parts
    const conditions = nodeConditions(this.#status.conditions ?? [], this.#now(), this.#troubles)
    this.#status = { ...this.#status, conditions }
    client.patch<Node>(`/api/v1/nodes/${node.name}/status`, {
      type: 'strategic-merge',
      body: { status: this.#status },
    })
  }

  /** A node that was cut off reports as soon as it is heard again, whoever spoke for it meanwhile. */
  #renew(): void {
    const { client, node, clock } = this.#parts
    const renewTime = microTimeAt(this.#nowMs())
    clock.after(RENEW_MS, () => {
      this.#renew()
    })
    const taken = (reply: Reply<Lease>): void => {
      const wasLost = this.#lease === undefined
      this.#lease = reply.ok ? reply.object : undefined
      if (wasLost && reply.ok) this.#report()
    }
    if (this.#lease === undefined) this.#acquire(renewTime, taken)
    else
      client.replace<Lease>(
        `${LEASES}/${node.name}`,
        { ...this.#lease, spec: { ...this.#lease.spec, renewTime } },
        taken,
      )
  }

  #acquire(renewTime: string, taken: (reply: Reply<Lease>) => void): void {
    const { client, node } = this.#parts
    const { name } = node
    const spec = { holderIdentity: name, leaseDurationSeconds: LEASE_SECONDS, renewTime }
    client.get<Lease>(`${LEASES}/${name}`, (reply) => {
      if (reply.ok) {
        client.replace<Lease>(`${LEASES}/${name}`, { ...reply.object, spec }, taken)
        return
      }
      client.get<Node>(`/api/v1/nodes/${name}`, (found) => {
        const owner = found.ok
          ? [{ apiVersion: 'v1', kind: 'Node', name, uid: found.object.metadata.uid }]
          : []
        const metadata = { name, namespace: 'kube-node-lease', ownerReferences: owner }
        const lease = { kind: 'Lease', apiVersion: 'coordination.k8s.io/v1', metadata, spec }
        client.create<Lease>(LEASES, lease, taken)
      })
    })
  }

  #tellOfStart(): void {
    const { events, node } = this.#parts
    const object = { kind: 'Node', name: node.name, uid: node.name }
    const told = [
      ['Starting', 'Starting kubelet.'],
      ...[
        'NodeHasSufficientMemory',
        'NodeHasNoDiskPressure',
        'NodeHasSufficientPID',
        'NodeReady',
      ].map((reason) => [reason, `Node ${node.name} status is now: ${reason}`] as const),
      ['NodeAllocatableEnforced', 'Updated Node Allocatable limit across pods'],
    ] as const
    for (const [reason, message] of told) events.record({ object, type: 'Normal', reason, message })
  }

  #nowMs(): Ms {
    return this.#parts.epochMs + this.#parts.clock.now
  }

  #now(): string {
    return timeAt(this.#nowMs())
  }
}
