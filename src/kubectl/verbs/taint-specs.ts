import { CommandError } from '../failure.ts'

/** A taint as it is asked for: the server knows which effects there are. */
export interface Taint {
  readonly key: string
  readonly value?: string
  readonly effect: string
}

export interface TaintChanges {
  readonly added: readonly Taint[]
  /** Without an effect: whatever its effect is. */
  readonly removed: readonly { readonly key: string; readonly effect: string }[]
}

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']
const NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/

/** Reads `key=value:Effect`, `key:Effect`, and with a `-` behind it what is to go. */
export function parseTaints(specs: readonly string[]): TaintChanges {
  const added: Taint[] = []
  const removed: { key: string; effect: string }[] = []
  for (const spec of specs) {
    if (spec.endsWith('-')) {
      removed.push(parseTaint(spec.slice(0, -1)))
      continue
    }
    const taint = parseTaint(spec)
    if (taint.effect === '') throw new CommandError(`invalid taint spec: ${spec}`)
    if (added.some(({ key, effect }) => key === taint.key && effect === taint.effect))
      throw new CommandError(
        `duplicated taints with the same key and effect: {${taint.key} ${taint.value ?? ''} ${taint.effect} <nil>}`,
      )
    added.push(taint)
  }
  return { added, removed }
}

function parseTaint(spec: string): Taint {
  const parts = spec.split(':')
  const [pair = '', effect = ''] = parts
  if (parts.length > 2) throw new CommandError(`invalid taint spec: ${spec}`)
  if (parts.length === 1) return { key: checkedKey(pair, spec), effect: '' }
  if (!EFFECTS.includes(effect))
    throw new CommandError(`invalid taint effect: ${effect}, unsupported taint effect`)
  const [key = '', value = '', ...more] = pair.split('=')
  if (more.length > 0) throw new CommandError(`invalid taint spec: ${spec}`)
  return { key: checkedKey(key, spec), ...(value === '' ? {} : { value }), effect }
}

function checkedKey(key: string, spec: string): string {
  const name = key.split('/').at(-1) ?? ''
  if (NAME.test(name)) return key
  throw new CommandError(
    `invalid taint spec: ${spec}, ${name === '' ? 'name part must be non-empty; ' : ''}name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')`,
  )
}

/** The taints of a node after the changes, and what has been done to it. */
export function changedTaints(
  { name, taints }: { readonly name: string; readonly taints: readonly Taint[] },
  { added, removed }: TaintChanges,
  overwrite: boolean,
): { readonly operation: string; readonly taints: readonly Taint[] } {
  const isSame = (one: Taint, other: Taint) => one.key === other.key && one.effect === other.effect
  const known = added.filter((taint) => taints.some((old) => isSame(old, taint)))
  if (!overwrite && known.length > 0)
    throw new CommandError(
      `node ${name} already has ${known.map(({ key }) => key).join(',')} taint(s) with same effect(s) and --overwrite is false`,
    )
  const kept = taints.filter((old) => !added.some((taint) => isSame(taint, old)))
  const all = [...added, ...kept]
  let left: readonly Taint[] = all
  let wasRemoved = false
  for (const { key, effect } of removed) {
    const before = left.length
    left = left.filter((taint) => taint.key !== key || (effect !== '' && taint.effect !== effect))
    wasRemoved = left.length < before
    if (!wasRemoved)
      throw new CommandError(`taint "${key}${effect === '' ? '' : `:${effect}`}" not found`)
  }
  const wasAdded = all.length !== taints.length
  const operation =
    overwrite || (wasAdded && wasRemoved) ? 'modified' : wasAdded ? 'tainted' : 'untainted'
  return { operation, taints: left }
}
