import { decode } from '../api/decode.ts'
import { invalidValue } from '../api/field-error.ts'
import { apply } from './apply.ts'
import { bodyOf, type Expected, otherKind, type Read, settleStrict } from './body.ts'
import type { Call, Decision } from './call.ts'
import type { ApiObject } from './object.ts'
import { type PatchKind, PATCH_KINDS } from './patch-kinds.ts'
import { existing } from './read.ts'
import { invalid, notPatchable, telling } from './refusals.ts'
import { groupVersionOf } from './resource.ts'
import type { ApiRequest } from './transport.ts'
import { checkName, decideUpdate } from './update.ts'

const APPLY = 'application/apply-patch+yaml'

/** PATCH of an object or of one of its subresources. */
export function patch(call: Call): Decision {
  if (isApply(call.request)) return apply(call)
  const before = existing(call)
  const { kind, type } = call.resource
  const expected = { kind, type, groupVersion: groupVersionOf(call.resource) }
  const { object, warnings } = patched<ApiObject>(call, before, expected)
  return telling(warnings, () => {
    checkName(call, object)
    return decideUpdate(call, { object, before, warnings, isTracked: false })
  })
}

/** Whether a patch is one of server-side apply; throws where it is of no kind. */
export function isApply(request: ApiRequest): boolean {
  const type = contentType(request)
  if (type === APPLY) return true
  if (PATCH_KINDS.has(type)) return false
  throw notPatchable()
}

function contentType({ headers }: ApiRequest): string {
  return (headers['content-type'] ?? '').split(';')[0] ?? ''
}

/** What a patch of another kind than apply makes of an object, read as strictly as is asked. */
export function patched<T extends object>(call: Call, before: object, expected: Expected): Read<T> {
  const kind = PATCH_KINDS.get(contentType(call.request))
  if (kind === undefined) throw notPatchable()
  const { change, strictErrors } = kind.read(bodyOf(call.request) ?? NO_BODY)
  const result = kind.apply(before, change, expected.type)
  const refuse = (why: string) =>
    invalid({ group: '', kind: '', name: '' }, [
      invalidValue('patch', kind.shown(change, result, before), why),
    ])
  const { object, unknown } = readResult(result, { kind, expected, refuse })
  const warnings = settleStrict(call, [...strictErrors, ...unknown], refuse)
  return { object: object as T, warnings }
}

const NO_BODY = {
  value: undefined,
  duplicates: [],
  error: 'unexpected end of JSON input',
  text: '',
}

function readResult(
  result: object,
  of: {
    readonly kind: PatchKind
    readonly expected: Expected
    readonly refuse: (why: string) => Error
  },
): { readonly object: object; readonly unknown: readonly string[] } {
  const { kind, groupVersion, type } = of.expected
  const other = of.kind.namesKind
    ? otherKind(result as Readonly<Record<string, unknown>>, of.expected)
    : undefined
  if (other !== undefined) throw of.refuse(other.why)
  const { object, error, problems, strictErrors } = decode(result, type)
  const wrong = problems.find(({ reason }) => reason !== 'UnknownField')
  if (wrong !== undefined) throw of.refuse(of.kind.words(wrong))
  if (error !== undefined) throw of.refuse(error)
  const unknown = of.kind.namesKind ? strictErrors : strictErrors.toSorted()
  return { object: { ...object, kind, apiVersion: groupVersion }, unknown }
}
