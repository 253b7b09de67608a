import type { ConfigMap, Secret, Service } from '../api/generated/types.ts'
import type { Client } from '../apiserver/client.ts'
import type { Clock, Ms } from '../clock/clock.ts'
import type { Random } from '../clock/random.ts'
import type { EventRecorder } from '../events/event-recorder.ts'
import type { History } from '../history/history.ts'
import type { Resources } from '../scheduler/pod-requests.ts'
import type { Accounting } from '../kernel/accounting.ts'
import type { NodeFiles, Runtime } from '../runtime/runtime.ts'
import type { BackOffEntry } from './back-off.ts'
import type { Images } from './images.ts'
import type { NodeConfig } from './node-config.ts'
import type { ObjectCache } from './object-cache.ts'
import type { RuntimeCalls } from './runtime-calls.ts'
import type { StatusManager } from './status-manager.ts'

/** What the parts of one kubelet work with. */
export interface Parts {
  readonly clock: Clock
  readonly history: History
  readonly random: Random
  readonly client: Client
  readonly runtime: Runtime
  readonly calls: RuntimeCalls
  readonly files: NodeFiles
  readonly accounting: Accounting
  readonly node: NodeConfig
  /** Milliseconds since 1970 at the start of simulated time. */
  readonly epochMs: Ms
  readonly events: EventRecorder
  readonly statuses: StatusManager
  readonly images: Images
  /** Of containers that crashed: by Pod, container and what it was made from. */
  readonly crashes: Map<string, BackOffEntry>
  readonly configMaps: ObjectCache<ConfigMap>
  readonly secrets: ObjectCache<Secret>
  readonly services: () => readonly Service[]
  /** What the Pods of this node hold, by uid. */
  readonly allocations: Map<string, Resources>
}
