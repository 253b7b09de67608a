import { forbiddenField, invalidValue, notSupported, required } from '../field-error.ts'
import type { LoadBalancerIngress, Service } from '../generated/types.ts'
import { ipWarning, isIpAddress, parseIp } from '../ip-address.ts'
import { validateObjectMetaUpdate } from './meta.ts'
import { each, type Errors, isDns1123Subdomain } from './rules.ts'

const PATH = 'status.loadBalancer.ingress'

/** What a balancer may report. Source: ValidateLoadBalancerStatus. */
export function validateServiceStatus(
  { metadata, spec, status }: Service,
  before: Service,
): Errors {
  const { ingress = [] } = status.loadBalancer
  const isWrong = spec.type !== 'LoadBalancer' && ingress.length > 0
  const words = "may only be used when `spec.type` is 'LoadBalancer'"
  return [
    ...validateObjectMetaUpdate(metadata, before.metadata),
    ...(isWrong ? [forbiddenField(PATH, words)] : each(PATH, ingress, validateIngress)),
  ]
}

export function serviceStatusWarnings({ status }: Service): readonly string[] {
  return (status.loadBalancer.ingress ?? []).flatMap(({ ip = '' }, index) =>
    ipWarning(`${PATH}[${index}]`, ip),
  )
}

function validateIngress(ingress: LoadBalancerIngress, at: string): Errors {
  const { ip = '', hostname = '' } = ingress
  const words = 'must be a DNS name, not an IP address'
  return [
    ...(ip === '' ? [] : isIpAddress(`${at}.ip`, ip)),
    ...validateMode(ingress, at),
    ...(hostname === '' ? [] : isDns1123Subdomain(`${at}.hostname`, hostname)),
    ...(parseIp(hostname) === undefined ? [] : [invalidValue(`${at}.hostname`, hostname, words)]),
  ]
}

const MODES = ['Proxy', 'VIP']

function validateMode({ ip = '', ipMode }: LoadBalancerIngress, at: string): Errors {
  const path = `${at}.ipMode`
  if (ipMode === undefined)
    return ip === '' ? [] : [required(path, 'must be specified when `ip` is set')]
  if (ip === '') return [forbiddenField(path, 'may not be specified when `ip` is not set')]
  return MODES.includes(ipMode) ? [] : [notSupported(path, ipMode, MODES)]
}
