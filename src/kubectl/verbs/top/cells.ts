import { thousandthsOf, unitsOf } from '#engine'
import { goSorted } from '../../printers/go-sort.ts'
import type { Amounts, Measured } from './metrics.ts'

const MEBI = 1024 * 1024 * 1000

/** `12m` of a processor, `34Mi` of memory: rounded up, and down. */
export function amountCell(of: Measured, amount = '0'): string {
  const thousandths = thousandthsOf(amount)
  return of === 'cpu' ? `${thousandths}m` : `${Math.floor(thousandths / MEBI)}Mi`
}

/** How much of what there is; whole percents, rounded down. */
export function percentCell(amount = '0', available: string): string {
  const whole = thousandthsOf(available)
  return `${whole === 0 ? 0 : Math.floor((thousandthsOf(amount) / whole) * 100)}%`
}

export interface Ranked<T> {
  readonly amounts: (item: T) => Amounts
  readonly name: (item: T) => string
}

/** The most used first, as it is shown; by name where nothing is asked for. */
export function inOrderOfUse<T>(
  items: readonly T[],
  by: string,
  { amounts, name }: Ranked<T>,
): readonly T[] {
  const used = (item: T, of: 'cpu' | 'memory'): number => {
    const amount = amounts(item)[of] ?? '0'
    return of === 'cpu' ? thousandthsOf(amount) : unitsOf(amount)
  }
  return goSorted(items, (left, right) =>
    by === 'cpu' || by === 'memory' ? used(left, by) > used(right, by) : name(left) < name(right),
  )
}
