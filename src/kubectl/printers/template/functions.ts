import { fromBase64 } from '#engine'
import { isJsonList, isJsonObject } from '#manifest'
import { sprintf } from './printf.ts'
import {
  GoInt,
  integerOf,
  isTrue,
  memberOf,
  NO_VALUE,
  textOf,
  typeOf,
  type Value,
} from './values.ts'

/** Why a function cannot do what it is asked; without its name. */
export class CallError extends Error {}

type GoFunction = (args: readonly Value[]) => Value

/** The functions of Go's templates, and the two that kubectl adds. */
export const FUNCTIONS: ReadonlyMap<string, GoFunction> = new Map<string, GoFunction>([
  ['not', ([value = null]) => !isTrue(value)],
  ['len', ([value = null]) => new GoInt(lengthOf(value))],
  ['index', ([value = null, ...keys]) => keys.reduce(indexed, value)],
  ['slice', sliced],
  ['print', printedTogether],
  ['println', (args) => `${args.map(textOf).join(' ')}\n`],
  ['printf', ([format = '', ...args]) => sprintf(textOf(format), args)],
  [
    'html',
    (args) =>
      args
        .map(textOf)
        .join('')
        .replaceAll(/[&<>"']/g, (it) => HTML.get(it) ?? it),
  ],
  ['js', (args) => JSON.stringify(args.map(textOf).join('')).slice(1, -1)],
  ['urlquery', (args) => encodeURIComponent(args.map(textOf).join('')).replaceAll('%20', '+')],
  ['eq', ([first = null, ...others]) => others.some((other) => isEqual(first, other))],
  ['ne', ([left = null, right = null]) => !isEqual(left, right)],
  ['lt', ([left = null, right = null]) => isLess(left, right)],
  ['le', ([left = null, right = null]) => isLess(left, right) || isEqual(left, right)],
  ['gt', ([left = null, right = null]) => !isLess(left, right) && !isEqual(left, right)],
  ['ge', ([left = null, right = null]) => !isLess(left, right)],
  ['exists', ([value = null, ...keys]) => exists(value, keys)],
  ['base64decode', ([value = null]) => decoded(textOf(value))],
])

const HTML = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&#34;'],
  ["'", '&#39;'],
])

function lengthOf(value: Value): number {
  if (typeof value === 'string') return new TextEncoder().encode(value).length
  if (value === null || value === NO_VALUE) throw new CallError('len of nil pointer')
  if (value instanceof GoInt) throw new CallError('len of type int')
  if (isJsonList(value)) return value.length
  if (isJsonObject(value)) return Object.keys(value).length
  throw new CallError(`len of type ${typeOf(value)}`)
}

function indexed(value: Value, key: Value): Value {
  if (value === null || value === NO_VALUE) throw new CallError('index of untyped nil')
  if (value instanceof GoInt) throw new CallError(`can't index item of type int`)
  if (isJsonList(value)) {
    const at = integerOf(key)
    if (at === undefined) throw new CallError(`cannot index slice/array with type ${typeOf(key)}`)
    if (at < 0 || at >= value.length) throw new CallError(`index out of range: ${at}`)
    return value[at] ?? null
  }
  if (isJsonObject(value)) {
    if (typeof key === 'string') return memberOf(value, key)
    throw new CallError(`value has type ${typeOf(key)}; should be string`)
  }
  throw new CallError(`can't index item of type ${typeOf(value)}`)
}

function sliced([value = null, from = new GoInt(0), to]: readonly Value[]): Value {
  const start = integerOf(from) ?? 0
  const end = to === undefined ? undefined : integerOf(to)
  if (typeof value === 'string') return value.slice(start, end)
  if (value !== NO_VALUE && !(value instanceof GoInt) && isJsonList(value))
    return value.slice(start, end)
  throw new CallError(`can't slice item of type ${typeOf(value)}`)
}

/** A blank between two that are both no strings. */
function printedTogether(args: readonly Value[]): string {
  return args.reduce<string>((text, value, at) => {
    const before = args[at - 1]
    const isApart = at > 0 && typeof before !== 'string' && typeof value !== 'string'
    return `${text}${isApart ? ' ' : ''}${textOf(value)}`
  }, '')
}

function isEqual(left: Value, right: Value): boolean {
  const [first, second] = comparable(left, right)
  return first === second
}

function isLess(left: Value, right: Value): boolean {
  const [first, second] = comparable(left, right)
  if (typeof first === 'boolean' || first === null || second === null)
    throw new CallError('invalid type for comparison')
  return first < second
}

type Basic = string | number | boolean | null

function comparable(left: Value, right: Value): readonly [Basic, Basic] {
  if (basicType(left) !== basicType(right) && isSomething(left) && isSomething(right))
    throw new CallError('incompatible types for comparison')
  return [basic(left), basic(right)]
}

function basicType(value: Value): string {
  return typeOf(value).replace(/\d+$/, '')
}

function isSomething(value: Value): boolean {
  return value !== null && value !== NO_VALUE
}

function basic(value: Value): Basic {
  if (value instanceof GoInt) return value.value
  if (value === NO_VALUE || value === null) return null
  if (typeof value === 'object') throw new CallError('non-comparable type')
  return value
}

function exists(value: Value, keys: readonly Value[]): boolean {
  let found: Value = value
  for (const key of keys) {
    if (found === null || found === NO_VALUE || found instanceof GoInt) return false
    if (isJsonList(found)) found = found[integerOf(key) ?? -1] ?? NO_VALUE
    else if (isJsonObject(found) && typeof key === 'string') found = memberOf(found, key)
    else return false
  }
  return found !== NO_VALUE
}

function decoded(text: string): string {
  const bytes = fromBase64(text)
  if (bytes === undefined) throw new CallError('base64 decode failed')
  return new TextDecoder().decode(bytes)
}
