import { withAppArmorFields } from '../api/app-armor.ts'
import type { Pod, PodCondition, PodStatus } from '../api/generated/types.ts'
import { qosClassOf } from '../api/qos.ts'
import { validateResize } from '../api/validation/pod-resize.ts'
import { validatePodStatusUpdate } from '../api/validation/pod-status.ts'
import { validateEphemeralUpdate } from '../api/validation/pod-update.ts'
import { podStatusWarnings } from '../api/validation/pod-warnings.ts'
import { withMetadata } from './object.ts'
import { withLabelKeysMerged } from './pod-selectors.ts'
import type { Strategy, UpdateStrategy } from './resource.ts'
import { plainStrategy, withGeneration, withSpecOf, withStatusOf } from './strategies.ts'

export const podFields = [
  ...['nodeName', 'restartPolicy', 'schedulerName', 'serviceAccountName', 'hostNetwork'].map(
    (field) => `spec.${field}`,
  ),
  ...['phase', 'podIP', 'podIPs', 'nominatedNodeName'].map((field) => `status.${field}`),
]

export const podStrategy: Strategy<Pod> = {
  ...(plainStrategy as Strategy<never>),
  prepareForCreate: (object) =>
    withLabelKeysMerged(
      withAppArmorFields(
        withMetadata<Pod>({ ...object, status: firstStatus(object) }, { generation: 1 }),
      ),
    ),
  selectableFields: ({ spec, status }) => ({
    'spec.nodeName': spec.nodeName ?? '',
    'spec.restartPolicy': spec.restartPolicy ?? '',
    'spec.schedulerName': spec.schedulerName ?? '',
    'spec.serviceAccountName': spec.serviceAccountName ?? '',
    'spec.hostNetwork': `${spec.hostNetwork ?? false}`,
    'status.phase': status.phase ?? '',
    'status.podIP': status.podIPs?.[0]?.ip ?? '',
    'status.nominatedNodeName': status.nominatedNodeName ?? '',
  }),
  gracePeriod,
  updates: {
    '': {
      prepare: (object, before) => withGeneration(withStatusOf(object, before), before),
    },
    status: {
      prepare: statusUpdate,
      validate: validatePodStatusUpdate,
      warnings: podStatusWarnings,
    },
    ephemeralcontainers: {
      prepare: (object, before) => {
        const { ephemeralContainers } = object.spec
        const spec = { ...before.spec, ...(ephemeralContainers && { ephemeralContainers }) }
        return withGeneration(managedAs({ ...before, spec }, object), before)
      },
      validate: validateEphemeralUpdate,
    },
    resize: { prepare: resized, validate: validateResize },
  } satisfies Record<string, UpdateStrategy<Pod>>,
}

/** A Pod that nobody runs, or that has ended, needs no grace. */
function gracePeriod({ spec, status }: Pod, asked: number | undefined): number {
  const isRunByNobody =
    (spec.nodeName ?? '') === '' || status.phase === 'Failed' || status.phase === 'Succeeded'
  if (isRunByNobody) return 0
  const seconds = asked ?? spec.terminationGracePeriodSeconds ?? 0
  return seconds < 0 ? 1 : seconds
}

function firstStatus({ metadata, spec }: Pod): PodStatus {
  const isGated = (spec.schedulingGates ?? []).length > 0
  return {
    phase: 'Pending',
    ...(isGated
      ? { conditions: [{ ...GATED, lastTransitionTime: metadata.creationTimestamp ?? null }] }
      : {}),
    qosClass: qosClassOf(spec),
  }
}

const GATED: Omit<PodCondition, 'lastTransitionTime'> = {
  type: 'PodScheduled',
  status: 'False',
  lastProbeTime: null,
  reason: 'SchedulingGated',
  message: 'Scheduling is blocked due to non-empty scheduling gates',
}

/** The class of quality is decided once; owners are nothing that a kubelet says. */
function statusUpdate(object: Pod, before: Pod): Pod {
  const qosClass = object.status.qosClass ?? before.status.qosClass
  const status = qosClass === undefined ? object.status : { ...object.status, qosClass }
  return withSpecOf({ ...object, status: withGenerationsOf(status, before.status) }, before)
}

/** What was observed is not forgotten by a status that does not speak of it. */
function withGenerationsOf(status: PodStatus, before: PodStatus): PodStatus {
  const { observedGeneration } = before
  if (status.observedGeneration !== undefined || observedGeneration === undefined) return status
  return { observedGeneration, ...status }
}

function resized(object: Pod, before: Pod): Pod {
  const { containers, initContainers = [], resources } = object.spec
  const { containers: stood, initContainers: stoodInit = [] } = before.spec
  if (containers.length !== stood.length || initContainers.length !== stoodInit.length)
    return withGeneration(withStatusOf(object, before), before)
  const merged = {
    ...before.spec,
    ...(stoodInit.length === 0 ? {} : { initContainers: sized(initContainers, stoodInit) }),
    containers: sized(containers, stood),
    ...(resources === undefined ? {} : { resources }),
  }
  return withGeneration(managedAs({ ...before, spec: merged }, object), before)
}

function managedAs(pod: Pod, { metadata }: Pod): Pod {
  return withMetadata(pod, { managedFields: metadata.managedFields })
}

type Containers = Pod['spec']['containers']

/** A renamed container is left as it is given, for validation to refuse. */
function sized(containers: Containers, before: Containers): Containers {
  if (containers.some(({ name }, index) => before[index]?.name !== name)) return containers
  return containers.map(({ resources, resizePolicy }, index) => ({
    ...(before[index] ?? { name: '' }),
    resources,
    ...(resizePolicy === undefined ? {} : { resizePolicy }),
  }))
}
