import type { ConfigMap, EndpointSlice, Namespace, Secret, Service, ServiceAccount } from '#engine'
import { isJsonObject, type JsonValue } from '#manifest'
import type { KubeObject } from '../api/objects.ts'
import { goText } from '../printers/go-text.ts'
import { formatLabels } from '../printers/table.ts'
import { describeEvents } from './events.ts'
import { describeAnnotations, describeLabels, rfc1123, sortedEntries } from './metadata.ts'
import type { Described } from './pod.ts'
import { DescribeWriter } from './writer.ts'

/** What limits a namespace as a whole; undefined where the server knows no such resource. */
export interface NamespaceLimits {
  readonly quotas: readonly KubeObject[] | undefined
  readonly ranges: readonly KubeObject[] | undefined
}

export function describeNamespace(
  { object }: Described<Namespace>,
  { quotas, ranges }: NamespaceLimits,
): string {
  const writer = new DescribeWriter()
  const { metadata, status } = object
  writer.line(0, 'Name:', metadata.name)
  describeLabels(writer, 'Labels', metadata.labels)
  describeAnnotations(writer, 'Annotations', metadata.annotations)
  writer.line(0, 'Status:', status.phase ?? '')
  const { conditions = [] } = status
  if (conditions.length > 0) {
    const heads = ['Type', 'Status', 'LastTransitionTime', 'Reason', 'Message']
    writer.line(0, 'Conditions:')
    writer.line(1, ...heads)
    writer.line(1, ...heads.map((head) => '-'.repeat(head.length)))
    for (const { type, status: state, lastTransitionTime, reason = '', message = '' } of conditions)
      writer.line(1, type, state, rfc1123(lastTransitionTime), reason, message)
  }
  if (quotas?.length === 0) writer.raw('\nNo resource quota.\n')
  if (ranges?.length === 0) writer.raw('\nNo LimitRange resource.\n')
  return writer.text()
}

export function describeConfigMap({ object, events, now }: Described<ConfigMap>): string {
  const writer = new DescribeWriter()
  describeHead(writer, object.metadata)
  writer.raw('\nData\n====\n')
  for (const [key, value] of sortedEntries(object.data)) writer.raw(`${key}:\n----\n${value}\n\n`)
  writer.raw('\nBinaryData\n====\n')
  for (const [key, value] of sortedEntries(object.binaryData))
    writer.raw(`${key}: ${base64Length(value)} bytes\n`)
  writer.raw('\n')
  if (events !== undefined) describeEvents(writer, events, now)
  return writer.text()
}

export function describeSecret({ object }: Described<Secret>): string {
  const writer = new DescribeWriter()
  describeHead(writer, object.metadata)
  writer.raw(`\nType:\t${object.type ?? ''}\n`)
  writer.raw('\nData\n====\n')
  for (const [key, value] of sortedEntries(object.data))
    writer.line(0, `${key}:`, `${base64Length(value)} bytes`)
  return writer.text()
}

function base64Length(text: string): number {
  const padding = /=*$/.exec(text)?.[0].length ?? 0
  return (text.length / 4) * 3 - padding
}

export function describeServiceAccount({ object, events, now }: Described<ServiceAccount>): string {
  const writer = new DescribeWriter()
  describeHead(writer, object.metadata)
  const names = (object.imagePullSecrets ?? []).map(({ name = '' }) => name)
  const [first = '<none>', ...others] = names
  writer.line(0, 'Image pull secrets:', first)
  for (const name of others) writer.line(0, ' '.repeat(19), name)
  if (events !== undefined) describeEvents(writer, events, now)
  return writer.text()
}

export function describeService(
  { object, events, now }: Described<Service>,
  slices: readonly EndpointSlice[],
): string {
  const writer = new DescribeWriter()
  const { spec } = object
  describeHead(writer, object.metadata)
  writer.line(0, 'Selector:', formatLabels(new Map(Object.entries(spec.selector ?? {}))))
  writer.line(0, 'Type:', spec.type ?? '')
  if (spec.ipFamilyPolicy !== undefined) writer.line(0, 'IP Family Policy:', spec.ipFamilyPolicy)
  writer.line(0, 'IP Families:', orNone(spec.ipFamilies))
  writer.line(0, 'IP:', spec.clusterIP ?? '')
  writer.line(0, 'IPs:', orNone(spec.clusterIPs))
  if ((spec.externalName ?? '') !== '') writer.line(0, 'External Name:', spec.externalName ?? '')
  for (const { name = '', port, protocol = '', targetPort = port, nodePort = 0 } of spec.ports ??
    []) {
    const shown = name === '' ? '<unset>' : name
    writer.line(0, 'Port:', shown, `${port}/${protocol}`)
    writer.line(0, 'TargetPort:', `${targetPort}/${protocol}`)
    if (nodePort !== 0) writer.line(0, 'NodePort:', shown, `${nodePort}/${protocol}`)
    writer.line(0, 'Endpoints:', endpointsText(slices, name))
  }
  writer.line(0, 'Session Affinity:', spec.sessionAffinity ?? '')
  if (spec.externalTrafficPolicy !== undefined)
    writer.line(0, 'External Traffic Policy:', spec.externalTrafficPolicy)
  if (spec.internalTrafficPolicy !== undefined)
    writer.line(0, 'Internal Traffic Policy:', spec.internalTrafficPolicy)
  if (events !== undefined) describeEvents(writer, events, now)
  return writer.text()
}

function orNone(texts: readonly string[] = []): string {
  return texts.length === 0 ? '<none>' : texts.join(',')
}

const MOST_ENDPOINTS = 3

/** The first few addresses behind a port, and how many more there are. */
function endpointsText(slices: readonly EndpointSlice[], portName: string): string {
  const found = slices.flatMap(({ endpoints = [], ports = [] }) =>
    ports
      .filter(({ name = '' }) => name === portName)
      .flatMap(({ port = 0 }) =>
        endpoints
          .filter(({ conditions }) => conditions.ready !== false)
          .flatMap(({ addresses = [] }) => addresses.map((address) => `${address}:${port}`)),
      ),
  )
  if (found.length === 0) return ''
  const shown = found.slice(0, MOST_ENDPOINTS).join(',')
  const more = found.length - MOST_ENDPOINTS
  return more > 0 ? `${shown} + ${more} more...` : shown
}

/** Any other kind: its fields, one under the other. */
export function describeAnything({ object, events, now }: Described<KubeObject>): string {
  const writer = new DescribeWriter()
  describeHead(writer, object.metadata ?? {})
  describeFields(writer, object as JsonValue, { level: 0, path: '' })
  if (events !== undefined) describeEvents(writer, events, now)
  return writer.text()
}

const SHOWN_ABOVE = ['managedFields', 'name', 'namespace', 'labels', 'annotations'].map(
  (field) => `.metadata.${field}`,
)

function describeFields(
  writer: DescribeWriter,
  object: JsonValue,
  { level, path }: { readonly level: number; readonly path: string },
): void {
  if (!isJsonObject(object)) return
  for (const [field, value] of sortedEntries(object)) {
    const own = `${path}.${field}`
    if (SHOWN_ABOVE.includes(own)) continue
    if (Array.isArray(value) || isJsonObject(value)) {
      writer.line(level, `${smartLabel(field)}:`)
      const items: readonly JsonValue[] = Array.isArray(value) ? value : [value]
      for (const item of items) {
        if (isJsonObject(item)) describeFields(writer, item, { level: level + 1, path: own })
        else writer.line(level + 1, goText(item))
      }
    } else writer.line(level, `${smartLabel(field)}:`, goText(value))
  }
}

const ACRONYMS = new Set(['API', 'URL', 'UID', 'OSB', 'GUID'])

/** `lastTransitionTime` becomes `Last Transition Time`. */
function smartLabel(field: string): string {
  const words = field.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^A-Za-z\d]+/g) ?? [field]
  return words
    .map((word) => {
      const upper = word.toUpperCase()
      return ACRONYMS.has(upper) ? upper : word.charAt(0).toUpperCase() + word.slice(1)
    })
    .join(' ')
}

function describeHead(writer: DescribeWriter, metadata: KubeObject['metadata'] = {}): void {
  writer.line(0, 'Name:', metadata.name ?? '')
  writer.line(0, 'Namespace:', metadata.namespace ?? '')
  describeLabels(writer, 'Labels', metadata.labels)
  describeAnnotations(writer, 'Annotations', metadata.annotations)
}
