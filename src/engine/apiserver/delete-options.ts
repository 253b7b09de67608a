import { decode } from '../api/decode.ts'
import { type FieldError, invalidValue, notSupported } from '../api/field-error.ts'
import type { DeleteOptions } from '../api/generated/types.ts'
import { type Body, bodyOf, noKind } from './body.ts'
import { type Call, flagOf, integerOf, queriesOf } from './call.ts'
import { badRequest, invalid } from './refusals.ts'
import { validateDryRun } from './request-options.ts'

type Options = Partial<DeleteOptions>

/** How something is to be deleted: the body says it, or the query where there is no body. */
export function optionsOf(call: Call): Options {
  const body = bodyOf(call.request)
  const options = body === undefined ? fromQuery(call) : fromBody(body)
  const errors = validateDeleteOptions(options)
  if (errors.length === 0) return options
  throw invalid({ group: 'meta.k8s.io', kind: 'DeleteOptions', name: '' }, errors)
}

function fromBody({ value, error }: Body): Options {
  if (error !== undefined) throw badRequest(`couldn't get version/kind; json parse error: ${error}`)
  checkKind(value)
  const decoded = decode(value ?? {}, 'DeleteOptions')
  if (decoded.error !== undefined) throw badRequest(decoded.error)
  return decoded.object
}

/** Every group has the kind. */
function checkKind(value: unknown): void {
  const { kind = 'DeleteOptions', apiVersion = 'meta.k8s.io/v1' } = (value ?? {}) as {
    readonly kind?: unknown
    readonly apiVersion?: unknown
  }
  if (kind === 'DeleteOptions') return
  throw badRequest(noKind(String(kind), String(apiVersion)))
}

function fromQuery({ request }: Call): Options {
  const gracePeriodSeconds = integerOf(request, 'gracePeriodSeconds')
  const orphanDependents = flagOf(request, 'orphanDependents')
  const [propagationPolicy] = queriesOf(request, 'propagationPolicy')
  const dryRun = queriesOf(request, 'dryRun')
  return {
    ...(gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }),
    ...(orphanDependents === undefined ? {} : { orphanDependents }),
    ...(propagationPolicy === undefined ? {} : { propagationPolicy }),
    ...(dryRun.length === 0 ? {} : { dryRun }),
  }
}

const POLICIES = ['Foreground', 'Background', 'Orphan']

/** Source: ValidateDeleteOptions of k8s.io/apimachinery. */
function validateDeleteOptions(options: Options): readonly FieldError[] {
  const { propagationPolicy: policy, orphanDependents, dryRun = [] } = options
  const words = 'orphanDependents and deletionPropagation cannot be both set'
  if (policy !== undefined && orphanDependents !== undefined)
    return [invalidValue('propagationPolicy', policy, words)]
  return [
    ...(policy === undefined || POLICIES.includes(policy)
      ? []
      : [notSupported('propagationPolicy', policy, [...POLICIES, 'nil'])]),
    ...validateDryRun(dryRun),
  ]
}
