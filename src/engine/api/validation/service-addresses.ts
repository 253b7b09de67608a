import { duplicate, invalidValue, notSupported, required } from '../field-error.ts'
import type { ServiceSpec } from '../generated/types.ts'
import { isIpAddress } from '../ip-address.ts'
import { HEADLESS, isHeadless, needsAddress } from '../service-questions.ts'
import { each, type Errors, isOneOfIfSet } from './rules.ts'

const ADDRESSES = 'spec.clusterIPs'
const FAMILIES = ['IPv4', 'IPv6']
const POLICIES = ['PreferDualStack', 'RequireDualStack', 'SingleStack']

/** How addresses and their families go together. Source: ValidateServiceClusterIPsRelatedFields. */
export function validateAddresses(spec: ServiceSpec): Errors {
  if (!needsAddress(spec)) return []
  const { clusterIPs = [], ipFamilies = [] } = spec
  const wrong = validateEach(clusterIPs)
  return [
    ...validateFirst(spec),
    ...each('spec.ipFamilies', ipFamilies, (family, at, index) => [
      ...(FAMILIES.includes(family) ? [] : [notSupported(at, family, FAMILIES)]),
      ...(ipFamilies.indexOf(family) < index ? [duplicate(at, family)] : []),
    ]),
    ...isOneOfIfSet('spec.ipFamilyPolicy', spec.ipFamilyPolicy, POLICIES),
    ...wrong,
    ...(clusterIPs.length > 2
      ? [invalidValue(ADDRESSES, clusterIPs, 'may only hold up to 2 values')]
      : []),
    // Whoever is no address is of no family either.
    ...(wrong.length > 0 ? [] : [...areOfTwoFamilies(clusterIPs), ...areOfTheirFamilies(spec)]),
  ]
}

/** `clusterIP` is the first of `clusterIPs`. */
function validateFirst({ clusterIP = '', clusterIPs = [] }: ServiceSpec): Errors {
  const wrong = (words: string) => [invalidValue(ADDRESSES, clusterIPs, words)]
  if (clusterIP === '')
    return clusterIPs.length === 0 ? [] : wrong('must be empty when `clusterIP` is not specified')
  if (clusterIPs.length === 0) return [required(ADDRESSES, '')]
  return clusterIPs[0] === clusterIP ? [] : wrong('first value must match `clusterIP`')
}

function validateEach(clusterIPs: readonly string[]): Errors {
  return each(ADDRESSES, clusterIPs, (ip, at, index) => {
    if (index > 0 || ip !== HEADLESS) return isIpAddress(at, ip)
    const words = "'None' must be the first and only value"
    return clusterIPs.length > 1 ? [invalidValue(ADDRESSES, clusterIPs, words)] : []
  })
}

function areOfTwoFamilies(clusterIPs: readonly string[]): Errors {
  const isDual = new Set(clusterIPs.map(familyOf)).size === 2
  const words = 'may specify no more than one IP for each IP family'
  return clusterIPs.length < 2 || isDual ? [] : [invalidValue(ADDRESSES, clusterIPs, words)]
}

function areOfTheirFamilies(spec: ServiceSpec): Errors {
  const { clusterIPs = [], ipFamilies = [] } = spec
  if (isHeadless(spec)) return []
  return each(ADDRESSES, clusterIPs, (ip, at, index) => {
    const family = ipFamilies[index] ?? ''
    const isWrong = FAMILIES.includes(family) && family !== familyOf(ip)
    const words = `expected an ${family} value as indicated by \`ipFamilies[${index}]\``
    return isWrong ? [invalidValue(at, ip, words)] : []
  })
}

/** The family of what is known to be an address. */
export function familyOf(ip: string): 'IPv4' | 'IPv6' {
  return ip.includes(':') ? 'IPv6' : 'IPv4'
}
