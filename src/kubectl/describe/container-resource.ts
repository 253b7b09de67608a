import { type Container, type EphemeralContainer, thousandthsOf, unitsOf } from '#engine'

export interface ResourceReference {
  readonly resource: string
  readonly divisor?: string
}

/** A limit or request as the downward API gives it: divided, rounded up; 0 when there is none. */
export function resourceOfContainer(
  { resources }: Container | EphemeralContainer,
  { resource, divisor = '1' }: ResourceReference,
): string {
  const [list = '', ...rest] = resource.split('.')
  const name = rest.join('.')
  const quantities = list === 'limits' ? resources.limits : resources.requests
  const quantity = new Map(Object.entries(quantities ?? {})).get(name) ?? '0'
  const by = divisor === '0' ? '1' : divisor
  if (name === 'cpu') return String(Math.ceil(thousandthsOf(quantity) / thousandthsOf(by)))
  return String(Math.ceil(unitsOf(quantity) / unitsOf(by)))
}
