import type { Deployment, Job, Pod, ReplicaSet } from '#engine'
import { humanDuration } from '../printers/duration.ts'
import { describeEvents } from './events.ts'
import { labelSelectorText } from './label-selector-text.ts'
import { controllerOf, describeAnnotations, describeLabels, rfc1123 } from './metadata.ts'
import { type Described, describeTemplate } from './pod.ts'
import { DescribeWriter } from './writer.ts'

/** `kubectl describe replicaset`; `pods` are those that its selector finds. */
export function describeReplicaSet(
  { object, events, now }: Described<ReplicaSet>,
  pods: readonly Pod[],
): string {
  const writer = new DescribeWriter()
  const { metadata, spec, status } = object
  describeNames(writer, metadata)
  writer.line(0, 'Selector:', labelSelectorText(spec.selector))
  describeLabels(writer, 'Labels', metadata.labels)
  describeAnnotations(writer, 'Annotations', metadata.annotations)
  if (controllerOf(metadata) !== '') writer.line(0, 'Controlled By:', controllerOf(metadata))
  writer.line(0, 'Replicas:', `${status.replicas} current / ${spec.replicas ?? 1} desired`)
  writer.line(0, 'Pods Status:', phasesOf(pods, metadata.uid))
  describeTemplate(writer, spec.template)
  describeConditions(writer, status.conditions)
  if (events !== undefined) describeEvents(writer, events, now)
  return writer.text()
}

/** `kubectl describe deployment`; of its ReplicaSets the newest makes the Pods of today. */
export function describeDeployment(
  { object, events, now }: Described<Deployment>,
  sets: { readonly old: readonly ReplicaSet[]; readonly new: readonly ReplicaSet[] },
): string {
  const writer = new DescribeWriter()
  const { metadata, spec, status } = object
  describeNames(writer, metadata)
  writer.line(0, 'CreationTimestamp:', rfc1123(metadata.creationTimestamp))
  describeLabels(writer, 'Labels', metadata.labels)
  describeAnnotations(writer, 'Annotations', metadata.annotations)
  writer.line(0, 'Selector:', labelSelectorText(spec.selector))
  const counts = [
    `${spec.replicas ?? 1} desired`,
    `${status.updatedReplicas ?? 0} updated`,
    `${status.replicas ?? 0} total`,
    `${status.availableReplicas ?? 0} available`,
    `${status.unavailableReplicas ?? 0} unavailable`,
  ]
  writer.line(0, 'Replicas:', counts.join(' | '))
  writer.line(0, 'StrategyType:', spec.strategy.type ?? '')
  writer.line(0, 'MinReadySeconds:', spec.minReadySeconds ?? 0)
  const rolling = spec.strategy.rollingUpdate
  if (rolling !== undefined) {
    const { maxUnavailable = '', maxSurge = '' } = rolling
    const text = `${maxUnavailable} max unavailable, ${maxSurge} max surge`
    writer.line(0, 'RollingUpdateStrategy:', text)
  }
  describeTemplate(writer, spec.template)
  describeConditions(writer, status.conditions)
  if (sets.old.length > 0 || sets.new.length > 0) {
    writer.line(0, 'OldReplicaSets:', setsText(sets.old))
    writer.line(0, 'NewReplicaSet:', setsText(sets.new))
  }
  if (events !== undefined) describeEvents(writer, events, now)
  return writer.text()
}

/** `kubectl describe job`. */
export function describeJob({ object, events, now }: Described<Job>): string {
  const writer = new DescribeWriter()
  const { metadata, spec, status } = object
  describeNames(writer, metadata)
  writer.line(0, 'Selector:', labelSelectorText(spec.selector))
  describeLabels(writer, 'Labels', metadata.labels)
  describeAnnotations(writer, 'Annotations', metadata.annotations)
  if (controllerOf(metadata) !== '') writer.line(0, 'Controlled By:', controllerOf(metadata))
  if (spec.parallelism !== undefined) writer.line(0, 'Parallelism:', spec.parallelism)
  writer.line(0, 'Completions:', spec.completions ?? '<unset>')
  if (spec.completionMode !== undefined) writer.line(0, 'Completion Mode:', spec.completionMode)
  if (spec.suspend !== undefined) writer.line(0, 'Suspend:', spec.suspend)
  if (spec.backoffLimit !== undefined) writer.line(0, 'Backoff Limit:', spec.backoffLimit)
  if (spec.ttlSecondsAfterFinished !== undefined)
    writer.line(0, 'TTL Seconds After Finished:', spec.ttlSecondsAfterFinished)
  describeJobTimes(writer, object)
  const { active = 0, succeeded = 0, failed = 0, ready } = status
  const running = ready === undefined ? `${active} Active` : `${active} Active (${ready} Ready)`
  writer.line(0, 'Pods Statuses:', `${running} / ${succeeded} Succeeded / ${failed} Failed`)
  if (spec.completionMode === 'Indexed')
    writer.line(0, 'Completed Indexes:', status.completedIndexes ?? '<none>')
  describeTemplate(writer, spec.template)
  if (events !== undefined) describeEvents(writer, events, now)
  return writer.text()
}

function describeJobTimes(writer: DescribeWriter, { spec, status }: Job): void {
  const { startTime, completionTime } = status
  if (startTime !== undefined) writer.line(0, 'Start Time:', rfc1123(startTime))
  if (completionTime !== undefined) writer.line(0, 'Completed At:', rfc1123(completionTime))
  if (startTime !== undefined && completionTime !== undefined)
    writer.line(0, 'Duration:', humanDuration(Date.parse(completionTime) - Date.parse(startTime)))
  if (spec.activeDeadlineSeconds !== undefined)
    writer.line(0, 'Active Deadline Seconds:', `${spec.activeDeadlineSeconds}s`)
}

function describeNames(
  writer: DescribeWriter,
  { name, namespace }: { readonly name: string; readonly namespace?: string },
): void {
  writer.line(0, 'Name:', name)
  writer.line(0, 'Namespace:', namespace ?? '')
}

interface Condition {
  readonly type: string
  readonly status: string
  readonly reason?: string
}

function describeConditions(writer: DescribeWriter, conditions: readonly Condition[] = []): void {
  if (conditions.length === 0) return
  writer.line(0, 'Conditions:')
  writer.line(1, 'Type', 'Status', 'Reason')
  writer.line(1, '----', '------', '------')
  for (const { type, status, reason = '' } of conditions) writer.line(1, `${type} `, status, reason)
}

function phasesOf(pods: readonly Pod[], owner: string): string {
  const own = pods.filter(({ metadata }) =>
    metadata.ownerReferences?.some(({ controller, uid }) => controller === true && uid === owner),
  )
  const count = (phase: string) => own.filter(({ status }) => status.phase === phase).length
  return (
    `${count('Running')} Running / ${count('Pending')} Waiting / ` +
    `${count('Succeeded')} Succeeded / ${count('Failed')} Failed`
  )
}

function setsText(sets: readonly ReplicaSet[]): string {
  if (sets.length === 0) return '<none>'
  return sets
    .map(({ metadata, spec, status }) => {
      const { replicas: created } = status
      return `${metadata.name} (${created}/${spec.replicas ?? 1} replicas created)`
    })
    .join(', ')
}
