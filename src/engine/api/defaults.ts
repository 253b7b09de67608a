import { toBase64 } from './base64.ts'
import { noteDecoded } from './decode.ts'
import type { ObjectMeta } from './generated/types.ts'
import { parseImageName } from './image-name.ts'
import { NODE_FILLS } from './node-defaults.ts'
import { podLevelDefaults } from './pod-level-resources.ts'
import { roundedAmounts } from './quantity.ts'
import { typeSchema } from './schema.ts'
import { SERVICE_FILLS } from './service-defaults.ts'
import { WORKLOAD_FILLS } from './workload-defaults.ts'

type Json = Readonly<Record<string, unknown>>
type Fill = (value: Json) => Json

/**
 * What the API server fills in where a manifest says nothing, by the type of the struct it stands
 * in. Source: pkg/apis/core/v1/defaults.go and the `+default` markers of the API's types.
 */
const FILLS: Readonly<Record<string, Fill>> = {
  ...WORKLOAD_FILLS,
  ...NODE_FILLS,
  ...SERVICE_FILLS,
  Volume: volume,
  Container: container,
  EphemeralContainer: container,
  ContainerPort: (it) => withDefaults(it, { protocol: 'TCP' }),
  Probe: (it) =>
    withDefaults(it, {
      timeoutSeconds: 1,
      periodSeconds: 10,
      successThreshold: 1,
      failureThreshold: 3,
    }),
  HTTPGetAction: (it) => withDefaults(it, { path: '/', scheme: 'HTTP' }),
  GRPCAction: (it) => withDefaults(it, { service: '' }),
  ObjectFieldSelector: (it) => withDefaults(it, { apiVersion: 'v1' }),
  SecretVolumeSource: (it) => withDefaults(it, { defaultMode: 0o644 }),
  ConfigMapVolumeSource: (it) => withDefaults(it, { defaultMode: 0o644 }),
  DownwardAPIVolumeSource: (it) => withDefaults(it, { defaultMode: 0o644 }),
  ProjectedVolumeSource: (it) => withDefaults(it, { defaultMode: 0o644 }),
  ServiceAccountTokenProjection: (it) => withDefaults(it, { expirationSeconds: 3600 }),
  FileKeySelector: (it) => withDefaults(it, { optional: false }),
  HostPathVolumeSource: (it) => withDefaults(it, { type: '' }),
  ISCSIVolumeSource: (it) => withDefaults(it, { iscsiInterface: 'default' }),
  RBDVolumeSource: (it) =>
    withDefaults(it, { pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring' }),
  AzureDiskVolumeSource: (it) =>
    withDefaults(it, { cachingMode: 'ReadWrite', kind: 'Shared', fsType: 'ext4', readOnly: false }),
  ScaleIOVolumeSource: (it) => withDefaults(it, { storageMode: 'ThinProvisioned', fsType: 'xfs' }),
  TokenRequestSpec: (it) => withDefaults(it, { expirationSeconds: 3600 }),
  PersistentVolumeClaimSpec: (it) => withDefaults(it, { volumeMode: 'Filesystem' }),
  ResourceRequirements: resources,
  PodSpec: podSpec,
  Pod: pod,
  Secret: secret,
  Namespace: namespace,
  NamespaceStatus: (it) => withDefaults(it, { phase: 'Active' }),
}

/** Types in which something may be filled in, so that nothing else needs to be looked through. */
const affected = new Map<string, boolean>()

/** Objects that were filled in before. */
const filled = new WeakSet()

/** An object of a kind with everything that the API server fills in. It must have been decoded. */
export function setDefaults<T extends object>(object: T, typeName: string): T {
  // What is filled in keeps the type of its kind, which the schema knows and TypeScript does not.
  return fillStruct(object as Json, typeName) as unknown as T
}

function fillStruct(object: Json, typeName: string): Json {
  if (filled.has(object)) return object
  let result = object
  for (const field of typeSchema(typeName)?.fields ?? []) {
    const value = object[field.name]
    if (value === undefined || value === null) continue
    const isList = field.type.shape === 'list'
    const of = field.type.shape === 'list' ? field.type.of : field.type
    if (of.shape !== 'named' || !isAffected(of.name)) continue
    const { name } = of
    const next = isList ? fillList(value as readonly Json[], name) : fillStruct(value as Json, name)
    if (next !== value) result = { ...result, [field.name]: next }
  }
  const done = FILLS[typeName]?.(result) ?? result
  const written = done === object ? object : inOrder(done, typeName)
  filled.add(written)
  noteDecoded(written, typeName)
  return written
}

/** Fields in the order of the API, wherever they were filled in. */
function inOrder(object: Json, typeName: string): Json {
  const result: Record<string, unknown> = {}
  for (const { name } of typeSchema(typeName)?.fields ?? [])
    if (object[name] !== undefined) result[name] = object[name]
  return result
}

function fillList(list: readonly Json[], typeName: string): readonly Json[] {
  const next = list.map((item) => fillStruct(item, typeName))
  return next.every((item, index) => item === list[index]) ? list : next
}

function isAffected(typeName: string): boolean {
  const known = affected.get(typeName)
  if (known !== undefined) return known
  // Until it is known: types that contain themselves do not count.
  affected.set(typeName, false)
  const inside = (typeSchema(typeName)?.fields ?? []).some((field) => {
    const of = field.type.shape === 'list' ? field.type.of : field.type
    return of.shape === 'named' && isAffected(of.name)
  })
  const answer = inside || typeName in FILLS
  affected.set(typeName, answer)
  return answer
}

function withDefaults(object: Json, values: Json): Json {
  const missing = Object.entries(values).filter(([key]) => object[key] === undefined)
  return missing.length === 0 ? object : { ...object, ...Object.fromEntries(missing) }
}

function container(object: Json): Json {
  return withDefaults(object, {
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: pullPolicyOf(object['image']),
  })
}

function pullPolicyOf(image: unknown): string {
  const name = typeof image === 'string' ? parseImageName(image) : undefined
  return name?.tag === 'latest' ? 'Always' : 'IfNotPresent'
}

/** A volume that says of no kind to be is an emptyDir. */
function volume(object: Json): Json {
  const isOfNoKind = Object.keys(object).every((key) => key === 'name')
  if (isOfNoKind) return { ...object, emptyDir: {} }
  const image = object['image'] as Json | undefined
  if (image === undefined) return object
  const next = withDefaults(image, { pullPolicy: pullPolicyOf(image['reference']) })
  return next === image ? object : { ...object, image: next }
}

function resources(object: Json): Json {
  const lists = ['limits', 'requests'].filter((key) => object[key] !== undefined)
  const rounded = lists.map((key) => [key, roundedAmounts(object[key] as Amounts)] as const)
  if (rounded.every(([key, amounts]) => amounts === object[key])) return object
  return { ...object, ...Object.fromEntries(rounded) }
}

type Amounts = Readonly<Record<string, string>>

function podSpec(object: Json): Json {
  const defaulted = withDefaults(object, {
    dnsPolicy: 'ClusterFirst',
    restartPolicy: 'Always',
    securityContext: {},
    terminationGracePeriodSeconds: 30,
    schedulerName: 'default-scheduler',
  })
  // The old name of the field is kept in step with the new one.
  const account = object['serviceAccountName'] ?? object['serviceAccount']
  const isInStep = object['serviceAccount'] === account && object['serviceAccountName'] === account
  return isInStep
    ? defaulted
    : { ...defaulted, serviceAccountName: account, serviceAccount: account }
}

/** A negative one counts as 1: of a Pod, not of a template. Source: pkg/apis/core/v1/conversion.go. */
function withGrace(spec: Json): Json {
  const isNegative = Number(spec['terminationGracePeriodSeconds'] ?? 0) < 0
  return isNegative ? { ...spec, terminationGracePeriodSeconds: 1 } : spec
}

function pod(object: Json): Json {
  const spec = withGrace(withDefaults(object['spec'] as Json, { enableServiceLinks: true }))
  const isOnHost = spec['hostNetwork'] === true
  const each = (it: Json): Json => requestsFromLimits(isOnHost ? withHostPorts(it) : it)
  const lists = ['containers', 'initContainers'].flatMap((key) => {
    const containers = (spec[key] ?? []) as readonly Json[]
    const next = containers.map(each)
    return next.every((it, index) => it === containers[index]) ? [] : [[key, next] as const]
  })
  const sized: Json = { ...spec, ...Object.fromEntries(lists) }
  const whole = podLevelDefaults(sized)
  if (lists.length === 0 && whole === undefined && spec === object['spec']) return object
  return { ...object, spec: inOrder(whole ? { ...sized, resources: whole } : sized, 'PodSpec') }
}

/** What is limited and not requested is requested as much as it is limited. */
function requestsFromLimits(object: Json): Json {
  const { limits, requests } = object['resources'] as {
    readonly limits?: Amounts
    readonly requests?: Amounts
  }
  if (limits === undefined) return object
  if (Object.keys(limits).every((name) => requests?.[name] !== undefined)) return object
  const all = new Map([...Object.entries(limits), ...Object.entries(requests ?? {})])
  const sorted = [...all].sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    ...object,
    resources: { ...(object['resources'] as Json), requests: Object.fromEntries(sorted) },
  }
}

function withHostPorts(object: Json): Json {
  const ports = object['ports'] as readonly Json[] | undefined
  if (ports === undefined) return object
  const opened = ports.map((port) => withDefaults(port, { hostPort: port['containerPort'] }))
  return { ...object, ports: opened }
}

/** What is given as text is kept as base64, like the rest. */
function secret(object: Json): Json {
  const { stringData, ...rest } = object as Json & { readonly stringData?: Amounts }
  const defaulted = withDefaults(rest, { type: 'Opaque' })
  if (stringData === undefined) return defaulted
  const texts = Object.entries(stringData).map(([key, text]) => [key, toBase64(text)] as const)
  const data = new Map([...Object.entries((rest['data'] ?? {}) as Amounts), ...texts])
  const sorted = [...data].sort(([a], [b]) => (a < b ? -1 : 1))
  return { ...defaulted, data: Object.fromEntries(sorted) }
}

/** Every namespace can be selected by its name. */
function namespace(object: Json): Json {
  const metadata = object['metadata'] as ObjectMeta
  const { name = '' } = metadata as Partial<ObjectMeta>
  if (name === '') return object
  const labels = new Map(Object.entries(metadata.labels ?? {}))
  labels.set('kubernetes.io/metadata.name', name)
  const sorted = [...labels].sort(([a], [b]) => (a < b ? -1 : 1))
  return { ...object, metadata: { ...metadata, labels: Object.fromEntries(sorted) } }
}
