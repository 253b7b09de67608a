/** What the API server fills in for what controllers work on. */

type Json = Readonly<Record<string, unknown>>
type Fill = (value: Json) => Json

/** Source: pkg/apis/{apps,batch,core,discovery}/v1/defaults.go. */
export const WORKLOAD_FILLS: Readonly<Record<string, Fill>> = {
  DeploymentSpec: (it) =>
    withDefaults(it, { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 }),
  DeploymentStrategy: deploymentStrategy,
  ReplicaSetSpec: (it) => withDefaults(it, { replicas: 1 }),
  Job: job,
  JobSpec: jobSpec,
  PodFailurePolicyOnPodConditionsPattern: (it) =>
    it['status'] === '' ? { ...it, status: 'True' } : withDefaults(it, { status: 'True' }),
  EndpointPort: (it) => withDefaults(it, { name: '', protocol: 'TCP' }),
}

function deploymentStrategy(object: Json): Json {
  const typed = withDefaults(object, { type: 'RollingUpdate' })
  if (typed['type'] !== 'RollingUpdate') return typed
  const limits = { maxUnavailable: '25%', maxSurge: '25%' }
  const rollingUpdate = withDefaults((typed['rollingUpdate'] ?? {}) as Json, limits)
  return rollingUpdate === typed['rollingUpdate'] ? typed : { ...typed, rollingUpdate }
}

/** A Job without labels has those of its Pods. */
function job(object: Json): Json {
  const metadata = object['metadata'] as Json
  const spec = object['spec'] as { readonly template?: { readonly metadata?: Json } }
  const labels = spec.template?.metadata?.['labels']
  const hasLabels = Object.keys(metadata['labels'] ?? {}).length > 0
  if (labels === undefined || hasLabels) return object
  return { ...object, metadata: { ...metadata, labels } }
}

const NO_LIMIT = 2 ** 31 - 1

function jobSpec(object: Json): Json {
  const isSingle = object['completions'] === undefined && object['parallelism'] === undefined
  return withDefaults(object, {
    parallelism: 1,
    ...(isSingle ? { completions: 1 } : {}),
    backoffLimit: object['backoffLimitPerIndex'] === undefined ? 6 : NO_LIMIT,
    completionMode: 'NonIndexed',
    suspend: false,
    podReplacementPolicy:
      object['podFailurePolicy'] === undefined ? 'TerminatingOrFailed' : 'Failed',
    manualSelector: false,
  })
}

function withDefaults(object: Json, values: Json): Json {
  const missing = Object.entries(values).filter(([key]) => object[key] === undefined)
  return missing.length === 0 ? object : { ...object, ...Object.fromEntries(missing) }
}
