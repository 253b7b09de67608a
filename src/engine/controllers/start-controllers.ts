import { KUBERNETES_VERSION } from '../api/version.ts'
import { createClient } from '../apiserver/requests.ts'
import { resources } from '../apiserver/resources.ts'
import type { ApiTransport } from '../apiserver/transport.ts'
import type { Clock, Ms } from '../clock/clock.ts'
import { NamespaceContents } from './namespace-contents.ts'
import { NamespaceDeletion } from './namespace-deletion.ts'
import { type ControllerOptions, NodeLifecycle } from './node-lifecycle.ts'
import { PodGarbageCollector } from './pod-garbage-collector.ts'
import { TaintManager } from './taint-manager.ts'

/** Starts what kube-controller-manager runs, as far as it is simulated. */
export function startControllers(of: {
  readonly clock: Clock
  readonly api: ApiTransport
  /** Milliseconds since 1970 at the start of simulated time. */
  readonly epochMs: Ms
}): void {
  const { clock, epochMs } = of
  const options = (account: string): ControllerOptions => ({
    clock,
    epochMs,
    client: createClient(of.api, {
      user: `system:serviceaccount:kube-system:${account}`,
      agent: `kube-controller-manager/${KUBERNETES_VERSION}`,
    }),
  })
  new NodeLifecycle(options('node-controller'))
  new TaintManager(options('node-controller'))
  new PodGarbageCollector(options('pod-garbage-collector'))
  new NamespaceContents(options('service-account-controller'))
  new NamespaceDeletion(options('namespace-controller'), namespacedResources())
}

function namespacedResources() {
  return resources
    .filter(({ isNamespaced }) => isNamespaced)
    .map(({ group, version, resource }) => ({
      root: group === '' ? `/api/${version}` : `/apis/${group}/${version}`,
      resource,
    }))
}
