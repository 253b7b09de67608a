import { base64Url, fromBase64 } from '../api/base64.ts'
import { parseJson } from '../api/json.ts'
import { jsonType } from '../api/scalars.ts'
import { badRequest } from './refusals.ts'

/** Where the next page of a list begins, and in which state of the store; -1: in the newest. */
export interface Continue {
  readonly revision: number
  /** The key of the last object that was told, within the namespace of the list if it has one. */
  readonly after: string
}

const VERSION = 'meta.k8s.io/v1'

/** The token as the real server writes it: JSON in base64 for URLs. */
export function writeContinue({ revision, after }: Continue): string {
  // One that only says where to go on in the newest state is written without the slash.
  const start = `${revision < 0 ? '' : '/'}${after}\u0000`
  return base64Url(JSON.stringify({ v: VERSION, rv: revision, start }))
}

/** Source: k8s.io/apiserver, pkg/storage/continue.go. */
export function readContinue(token: string): Continue {
  const parsed = parseJson(textOf(token))
  if ('error' in parsed) throw wrongToken(parsed.error)
  const { v, rv, start } = membersOf(parsed.value)
  if (v !== VERSION) throw wrongToken(`server does not recognize this encoded version ${v}`)
  if (rv === 0) throw wrongToken(`incorrect encoded start resourceVersion (version ${VERSION})`)
  if (start === '') throw wrongToken(`encoded start key empty (version ${VERSION})`)
  const key = start.startsWith('/') ? start : `/${start}`
  if (/\/(\.{0,2})(\/|$)/.test(key)) throw wrongToken(start)
  return { revision: rv, after: key.slice(1).replace(/\0$/, '') }
}

function wrongToken(why: string) {
  return badRequest(`invalid continue token: continue key is not valid: ${why}`)
}

const NOT_OF_BASE64 = /[^A-Za-z0-9_-]/

function textOf(token: string): string {
  const strange = token.search(NOT_OF_BASE64)
  // One digit alone is no byte.
  const at = strange < 0 && token.length % 4 === 1 ? token.length - 1 : strange
  if (at >= 0) throw wrongToken(`illegal base64 data at input byte ${at}`)
  return new TextDecoder('utf-8').decode(fromBase64(token) ?? new Uint8Array())
}

const TYPES = { v: 'string', rv: 'int64', start: 'string' } as const

function membersOf(value: unknown) {
  if (typeof value !== 'object' || Array.isArray(value))
    throw wrongToken(`${UNREADABLE} ${jsonType(value)} into Go value of type storage.continueToken`)
  const given = new Map(Object.entries(value ?? {}) as [string, unknown][])
  const member = <T>(name: keyof typeof TYPES, fits: (it: unknown) => it is T, otherwise: T): T => {
    const it = given.get(name) ?? otherwise
    if (fits(it)) return it
    const where = `Go struct field continueToken.${name} of type ${TYPES[name]}`
    throw wrongToken(`${UNREADABLE} ${jsonType(it)} into ${where}`)
  }
  return {
    v: member('v', isText, ''),
    rv: member('rv', isNumber, 0),
    start: member('start', isText, ''),
  }
}

const UNREADABLE = 'json: cannot unmarshal'

function isText(it: unknown): it is string {
  return typeof it === 'string'
}

function isNumber(it: unknown): it is number {
  return Number.isInteger(it)
}
