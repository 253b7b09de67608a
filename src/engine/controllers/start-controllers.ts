import { KUBERNETES_VERSION } from '../api/version.ts'
import type { Client, Informer } from '../apiserver/client.ts'
import { createClient } from '../apiserver/requests.ts'
import { groupVersionOf } from '../apiserver/resource.ts'
import { resources } from '../apiserver/resources.ts'
import type { ApiTransport } from '../apiserver/transport.ts'
import type { Clock, Ms } from '../clock/clock.ts'
import { DeploymentController } from './deployment/deployment-controller.ts'
import { EndpointSliceController } from './endpoint-slice/endpoint-slice-controller.ts'
import { type Collectable, GarbageCollector } from './garbage-collector/garbage-collector.ts'
import { JobController } from './job/job-controller.ts'
import { TtlAfterFinished } from './job/ttl-after-finished.ts'
import { NamespaceContents } from './namespace-contents.ts'
import { NamespaceDeletion } from './namespace-deletion.ts'
import { type ControllerOptions, NodeLifecycle } from './node-lifecycle.ts'
import { PodGarbageCollector } from './pod-garbage-collector.ts'
import { ReplicaSetController } from './replica-set/replica-set-controller.ts'
import { TaintManager } from './taint-manager.ts'

/** Starts what kube-controller-manager runs, as far as it is simulated. */
export function startControllers(of: {
  readonly clock: Clock
  readonly api: ApiTransport
  /** Milliseconds since 1970 at the start of simulated time. */
  readonly epochMs: Ms
}): void {
  const { clock, epochMs } = of
  const agent = `kube-controller-manager/${KUBERNETES_VERSION}`
  const informer = sharedInformers(
    createClient(of.api, { user: 'system:kube-controller-manager', agent }),
  )
  const options = (account: string): ControllerOptions => {
    const user = `system:serviceaccount:kube-system:${account}`
    return { clock, epochMs, client: { ...createClient(of.api, { user, agent }), informer } }
  }
  new NodeLifecycle(options('node-controller'))
  new TaintManager(options('node-controller'))
  new PodGarbageCollector(options('pod-garbage-collector'))
  new NamespaceContents(options('service-account-controller'))
  new NamespaceDeletion(options('namespace-controller'), namespacedResources())
  new ReplicaSetController(options('replicaset-controller'))
  new DeploymentController(options('deployment-controller'))
  new JobController(options('job-controller'))
  new TtlAfterFinished(options('ttl-after-finished-controller'))
  new EndpointSliceController(options('endpointslice-controller'))
  new GarbageCollector(options('generic-garbage-collector'), collectables())
}

/** One cache of a collection for all who read it. */
function sharedInformers(client: Client): Client['informer'] {
  const informers = new Map<string, Informer<unknown>>()
  return <T>(path: string, query: Readonly<Record<string, string>> = {}) => {
    const key = JSON.stringify([path, query])
    const informer = informers.get(key) ?? client.informer<unknown>(path, query)
    informers.set(key, informer)
    return informer as Informer<T>
  }
}

function rootOf({ group, version }: { readonly group: string; readonly version: string }): string {
  return group === '' ? `/api/${version}` : `/apis/${group}/${version}`
}

function namespacedResources() {
  return resources
    .filter(({ isNamespaced }) => isNamespaced)
    .map((it) => ({ root: rootOf(it), resource: it.resource }))
}

/** Events own nothing and are owned by nobody. */
function collectables(): readonly Collectable[] {
  return resources
    .filter(({ kind }) => kind !== 'Event')
    .map((it) => {
      const { kind, resource, isNamespaced } = it
      return { apiVersion: groupVersionOf(it), kind, root: rootOf(it), resource, isNamespaced }
    })
}
