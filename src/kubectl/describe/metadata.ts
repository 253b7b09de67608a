import type { ObjectMeta, Taint, Toleration } from '#engine'
import { LAST_APPLIED } from '../api/last-applied.ts'
import type { DescribeWriter } from './writer.ts'

type Texts = Readonly<Record<string, string>> | undefined

/** `Labels:` and what is laid out like them: one pair a line, by key. */
export function describeLabels(writer: DescribeWriter, title: string, labels: Texts): void {
  const pairs = sortedEntries(labels).map(([key, value]) => `${key}=${value}`)
  describeList(writer, title, pairs)
}

/** A title, and one line for each text; `<none>` for none. */
function describeList(writer: DescribeWriter, title: string, texts: readonly string[]): void {
  const [first = '<none>', ...others] = texts
  writer.raw(`${title}:\t${first}\n`)
  for (const text of others) writer.raw(`\t${text}\n`)
}

const LONGEST = 140

export function describeAnnotations(
  writer: DescribeWriter,
  title: string,
  annotations: Texts,
): void {
  const shown = sortedEntries(annotations).filter(([key]) => key !== LAST_APPLIED)
  const lines = shown.flatMap(([key, value]) => annotationLines(key, value.replace(/\n$/, '')))
  describeList(writer, title, lines)
}

function annotationLines(key: string, value: string): readonly string[] {
  if (key.length + value.length + 2 <= LONGEST && !value.includes('\n')) return [`${key}: ${value}`]
  const shortened = value
    .split('\n')
    .map((line) => (line.length > LONGEST - 2 ? `${line.slice(0, LONGEST - 2)}...` : line))
  return [`${key}:`, ...shortened.map((line) => `  ${line}`)]
}

export function describeTolerations(
  writer: DescribeWriter,
  title: string,
  tolerations: readonly Toleration[] = [],
): void {
  const sorted = [...tolerations].sort((left, right) => compare(left.key ?? '', right.key ?? ''))
  describeList(writer, title, sorted.map(tolerationText))
}

function tolerationText(toleration: Toleration): string {
  const { key = '', value = '', effect = '', operator, tolerationSeconds } = toleration
  const head = `${key}${value === '' ? '' : `=${value}`}${effect === '' ? '' : `:${effect}`}`
  const exists = operator === 'Exists' && value === '' ? `${head === '' ? '' : ' '}op=Exists` : ''
  return head + exists + (tolerationSeconds === undefined ? '' : ` for ${tolerationSeconds}s`)
}

export function describeTaints(writer: DescribeWriter, taints: readonly Taint[] = []): void {
  const keyOf = ({ effect, key }: Taint) => `${effect},${key}`
  const sorted = [...taints].sort((left, right) => compare(keyOf(left), keyOf(right)))
  describeList(writer, 'Taints', sorted.map(taintText))
}

function taintText({ key, value = '', effect }: Taint): string {
  return value === '' ? `${key}:${effect}` : `${key}=${value}:${effect}`
}

/** `ReplicaSet/web`; nothing for an object that nobody controls. */
export function controllerOf({ ownerReferences = [] }: Partial<ObjectMeta>): string {
  const owner = ownerReferences.find(({ controller }) => controller === true)
  return owner === undefined ? '' : `${owner.kind}/${owner.name}`
}

/** `Thu, 01 Jan 2026 00:00:00 +0000`, as RFC 1123 has it; kubectl's machine is in UTC. */
export function rfc1123(timestamp: string | null | undefined): string {
  if (timestamp === undefined || timestamp === null) return 'Mon, 01 Jan 0001 00:00:00 +0000'
  return new Date(timestamp).toUTCString().replace('GMT', '+0000')
}

export function sortedEntries<Value>(
  object: Readonly<Record<string, Value>> | undefined,
): readonly (readonly [string, Value])[] {
  return Object.entries(object ?? {}).sort(([left], [right]) => compare(left, right))
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
