import { type FieldError, invalidValue } from '../../api/field-error.ts'
import type { ServiceSpec } from '../../api/generated/types.ts'
import { HEADLESS, needsAddress } from '../../api/service-questions.ts'
import { familyOf, validateAddresses } from '../../api/validation/service-addresses.ts'
import { isSame } from '../same.ts'

type Policy = NonNullable<ServiceSpec['ipFamilyPolicy']>

interface Settled {
  readonly spec: ServiceSpec
  readonly errors: readonly FieldError[]
}

const OTHER = new Map([
  ['IPv4', 'IPv6'],
  ['IPv6', 'IPv4'],
])

/**
 * The families of a Service in a cluster that has IPv4 alone, or what is wrong with those that were
 * asked for. Source: initIPFamilyFields in pkg/registry/core/service/storage/alloc.go.
 */
export function settleFamilies(given: ServiceSpec, before?: ServiceSpec): Settled {
  if (!needsAddress(given)) return { spec: given, errors: [] }
  const policy = given.ipFamilyPolicy ?? before?.ipFamilyPolicy ?? policyOf(given)
  const whole = { ...given, ipFamilyPolicy: policy }
  const malformed = validateAddresses(whole)
  if (malformed.length > 0) return { spec: whole, errors: malformed }
  const spec = withoutReleased(whole, before)
  const errors = [
    ...isReleased(spec, before),
    ...isSingle(spec),
    ...(spec.clusterIPs ?? []).flatMap((ip, index) => isInferred(spec, ip, index)),
  ]
  if (errors.length > 0) return { spec, errors }
  if (isUnguided(spec)) return { spec: withOtherFamily(spec), errors: [] }
  return { spec: { ...spec, ipFamilies: spec.ipFamilies ?? ['IPv4'] }, errors: isServed(spec) }
}

/** Without an address and without a selector: whoever writes its endpoints chooses their families. */
function isUnguided({ clusterIP, selector }: ServiceSpec): boolean {
  return clusterIP === HEADLESS && Object.keys(selector ?? {}).length === 0
}

function policyOf(spec: ServiceSpec): Policy {
  return isUnguided(spec) ? 'RequireDualStack' : 'SingleStack'
}

/** Who asks for one family and keeps naming two gives up the second. */
function withoutReleased(spec: ServiceSpec, before: ServiceSpec | undefined): ServiceSpec {
  const { ipFamilies = [], ipFamilyPolicy } = spec
  const isKept = before !== undefined && isSame(ipFamilies, before.ipFamilies ?? [])
  return ipFamilyPolicy === 'SingleStack' && isKept && ipFamilies.length > 1
    ? { ...spec, ipFamilies: ipFamilies.slice(0, 1) }
    : spec
}

const POLICY = 'spec.ipFamilyPolicy'

function isReleased(spec: ServiceSpec, before: ServiceSpec | undefined): readonly FieldError[] {
  const { ipFamilies = [], ipFamilyPolicy } = spec
  const isFewer = ipFamilies.length > 0 && ipFamilies.length < (before?.ipFamilies ?? []).length
  const words = "must be 'SingleStack' to release the secondary IP family"
  return isFewer && ipFamilyPolicy !== 'SingleStack'
    ? [invalidValue(POLICY, ipFamilyPolicy, words)]
    : []
}

function isSingle(spec: ServiceSpec): readonly FieldError[] {
  const { clusterIPs = [], ipFamilies = [], ipFamilyPolicy } = spec
  if (ipFamilyPolicy !== 'SingleStack') return []
  const several = [
    ...(clusterIPs.length === 2 ? ['cluster IPs'] : []),
    ...(ipFamilies.length === 2 ? ['IP families'] : []),
  ]
  return several.map((what) => {
    const words = `must be 'RequireDualStack' or 'PreferDualStack' when multiple ${what} are specified`
    return invalidValue(POLICY, ipFamilyPolicy, words)
  })
}

/** An address whose family is not named says it itself. */
function isInferred(spec: ServiceSpec, ip: string, index: number): readonly FieldError[] {
  const { clusterIPs = [], ipFamilies = [] } = spec
  if (ip === HEADLESS || index < ipFamilies.length || familyOf(ip) === 'IPv4') return []
  const words = 'IPv6 is not configured on this cluster'
  return [invalidValue(`spec.clusterIPs[${index}]`, clusterIPs, words)]
}

function withOtherFamily(spec: ServiceSpec): ServiceSpec {
  const { ipFamilies = ['IPv4'], ipFamilyPolicy } = spec
  const isAlone = ipFamilies.length < 2 && ipFamilyPolicy !== 'SingleStack'
  const other = isAlone ? [OTHER.get(ipFamilies[0] ?? '') ?? ''] : []
  return { ...spec, ipFamilies: [...ipFamilies, ...other] }
}

function isServed({ ipFamilies = [], ipFamilyPolicy }: ServiceSpec): readonly FieldError[] {
  const dual = 'this cluster is not configured for dual-stack services'
  return [
    ...(ipFamilyPolicy === 'RequireDualStack' ? [invalidValue(POLICY, ipFamilyPolicy, dual)] : []),
    ...ipFamilies.flatMap((family, index) =>
      family === 'IPv4'
        ? []
        : [invalidValue(`spec.ipFamilies[${index}]`, family, 'not configured on this cluster')],
    ),
  ]
}
