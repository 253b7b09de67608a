import { canonicalQuantity, parseQuantity } from '#engine'
import { CommandError } from '../failure.ts'

/** `cpu=100m`: a resource and how much of it. Throws a CommandError where it is neither. */
export function amountIn(text: string): readonly [string, string] {
  const [name = '', written = '', ...more] = text.split('=')
  if (!text.includes('=') || more.length > 0)
    throw new CommandError(`Invalid argument syntax ${text}, expected <resource>=<value>`)
  const amount = parseQuantity(written)
  if ('error' in amount) throw new CommandError(amount.error)
  return [name, canonicalQuantity(written)]
}
