import type { Pod, PodStatus, Service } from '../api/generated/types.ts'
import { qosClassOf } from '../api/qos.ts'
import type { Client, Informer } from '../apiserver/client.ts'
import type { NodeConnection } from '../apiserver/node-connection.ts'
import type { Clock, Ms } from '../clock/clock.ts'
import type { Random } from '../clock/random.ts'
import { EventRecorder, referenceTo } from '../events/event-recorder.ts'
import type { History } from '../history/history.ts'
import type { Accounting } from '../kernel/accounting.ts'
import type { NodeFiles, Runtime, RuntimeEvent } from '../runtime/runtime.ts'
import { EvictionManager } from './eviction-manager.ts'
import { Images } from './images.ts'
import { containerNamed } from './kill-container.ts'
import { NodeAgent } from './node-agent.ts'
import type { NodeConfig } from './node-config.ts'
import { createNodeServer } from './node-server.ts'
import { NodeShutdown } from './node-shutdown.ts'
import { ObjectCache } from './object-cache.ts'
import type { Parts } from './parts.ts'
import { containerExited, sandboxStopped } from './pod-runtime.ts'
import { PodState } from './pod-state.ts'
import { isOver } from './pod-status.ts'
import { PodWorker } from './pod-worker.ts'
import { Probes } from './probes.ts'
import { RuntimeCalls, type RuntimeNews } from './runtime-calls.ts'
import { StatusManager } from './status-manager.ts'
import { runTask } from './task.ts'
import { terminationMessage } from './termination-message.ts'

export interface KubeletOptions {
  readonly clock: Clock
  readonly history: History
  readonly random: Random
  readonly client: Client
  readonly runtime: Runtime
  readonly files: NodeFiles
  readonly accounting: Accounting
  readonly node: NodeConfig
  /** Milliseconds since 1970 at the start of simulated time. */
  readonly epochMs: Ms
}

/** The agent of one node: it runs the Pods that are bound to it, and says how they are. */
export interface Kubelet {
  /** Where the API server finds logs, exec, attach and port-forward. */
  readonly connection: NodeConnection
  /** Its machine is to be switched off: ends its Pods first, and calls `then` when it is time. */
  shutDown(then: () => void): void
  /** Its machine was switched on again. */
  boot(): void
}

export function createKubelet(options: KubeletOptions): Kubelet {
  return new NodeKubelet(options)
}

class NodeKubelet implements Kubelet {
  readonly connection: NodeConnection
  readonly #parts: Parts
  readonly #probes: Probes
  readonly #workers = new Map<string, PodWorker>()
  readonly #agent: NodeAgent
  readonly #evictions: EvictionManager
  readonly #shutdown: NodeShutdown
  /** Pods that were not taken, by uid. */
  readonly #rejected = new Set<string>()

  constructor(options: KubeletOptions) {
    const { client, node } = options
    const services = client.informer<Service>('/api/v1/services')
    this.#parts = partsOf(options, services, (news) => {
      if (news.kind === 'exited') this.#onExit(news)
      else this.#onSandboxEnded(news.sandbox)
    })
    this.#probes = new Probes(this.#parts, (state, type, result) => {
      const worker = this.#workers.get(state.pod.metadata.uid)
      if (type !== 'liveness') worker?.reportNow()
      if (type !== 'liveness' || result === 'failure') worker?.ask()
    })
    this.connection = createNodeServer(this.#parts, (uid) => this.#workers.get(uid)?.state)
    const agent = new NodeAgent(this.#parts)
    this.#agent = agent
    this.#shutdown = new NodeShutdown(this.#parts, () => this.#workers.values())
    this.#evictions = new EvictionManager(
      this.#parts,
      () => this.#workers.values(),
      (shortage, isUnder) => {
        agent.setPressure(shortage, isUnder)
      },
    )
    const pods = client.informer<Pod>('/api/v1/pods', {
      fieldSelector: `spec.nodeName=${node.name}`,
    })
    pods.onChange(({ type, object }) => {
      if (type === 'DELETED') this.#gone(object)
      else this.#changed(object)
    })
  }

  shutDown(then: () => void): void {
    this.#shutdown.begin(then)
    this.#agent.setNotReady('node is shutting down')
  }

  boot(): void {
    this.#shutdown.isOver()
    this.#parts.configMaps.clear()
    this.#parts.secrets.clear()
    this.#agent.reboot()
  }

  #changed(pod: Pod): void {
    const { uid } = pod.metadata
    this.#parts.statuses.noteInApi(pod)
    if (this.#rejects(pod)) return
    const worker = this.#workers.get(uid) ?? this.#begin(pod)
    if (!worker.isFinished) worker.update(pod)
  }

  /** A Pod that is new here may not be taken: it has failed, and never begun. */
  #rejects(pod: Pod): boolean {
    const { uid, deletionTimestamp } = pod.metadata
    if (this.#rejected.has(uid)) return true
    const isNew = !this.#workers.has(uid) && deletionTimestamp === undefined
    if (!isNew || isOver(pod.status.phase)) return false
    const rejection = this.#evictions.rejectionOf(pod) ?? this.#shutdown.rejection()
    if (rejection === null) return false
    this.#rejected.add(uid)
    const { events, statuses } = this.#parts
    events.record({ object: referenceTo(pod), type: 'Warning', ...rejection })
    const { reason, message } = rejection
    const qosClass = pod.status.qosClass ?? qosClassOf(pod.spec)
    const status: PodStatus = {
      phase: 'Failed',
      reason,
      message: `Pod was rejected: ${message}`,
      qosClass,
    }
    statuses.set(pod, status, { isFinished: true })
    return true
  }

  #begin(pod: Pod): PodWorker {
    const state = new PodState(pod, this.#parts.files)
    const worker = new PodWorker(this.#parts, state, this.#probes)
    this.#workers.set(pod.metadata.uid, worker)
    return worker
  }

  #gone({ metadata }: Pod): void {
    if (this.#rejected.delete(metadata.uid)) this.#parts.statuses.forget(metadata.uid)
    const worker = this.#workers.get(metadata.uid)
    if (worker === undefined) return
    worker.removeWhenFinished(() => {
      this.#workers.delete(metadata.uid)
      this.#parts.statuses.forget(metadata.uid)
      this.#parts.configMaps.release(metadata.uid)
      this.#parts.secrets.release(metadata.uid)
    })
  }

  #onSandboxEnded(id: string): void {
    for (const { state } of this.#workers.values())
      if (state.live.sandboxes.some((it) => it.id === id))
        state.change(sandboxStopped(state.live, id))
  }

  #onExit({ container: id, code, oom }: Extract<RuntimeEvent, { kind: 'exited' }>): void {
    for (const { state } of this.#workers.values()) {
      const record = state.container(id)
      if (record === undefined) continue
      const finishedAt = this.#parts.clock.now
      const { terminationLog, name } = record
      const message = terminationMessage(this.#parts, containerNamed(state.pod, name), {
        ...{ id, terminationLog },
        exitCode: code,
      })
      runTask(message, (text) => {
        const reason = oom ? 'OOMKilled' : code === 0 ? 'Completed' : 'Error'
        const end = {
          exitCode: code,
          reason,
          finishedAt,
          ...(text === '' ? {} : { message: text }),
        }
        state.change(containerExited(state.live, id, end))
      })
    }
  }
}

function partsOf(
  options: KubeletOptions,
  services: Informer<Service>,
  onNews: (news: RuntimeNews) => void,
): Parts {
  const { node, runtime } = options
  const calls = new RuntimeCalls(runtime, onNews)
  const events = new EventRecorder(options, { component: 'kubelet', host: node.name })
  return {
    ...options,
    calls,
    events,
    statuses: new StatusManager(options),
    images: new Images({ clock: options.clock, calls, events }),
    configMaps: new ObjectCache(options.clock, options.client, 'configmaps'),
    secrets: new ObjectCache(options.clock, options.client, 'secrets'),
    crashes: new Map(),
    allocations: new Map(),
    services: () => services.list(),
  }
}
