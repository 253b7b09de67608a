import { addQuantities, type Run } from '#engine'
import type { KubeObject } from '../../api/objects.ts'
import { type Cli, resourcesOf } from '../../cli.ts'
import { CommandError } from '../../failure.ts'
import { bool, string } from '../../flags/flag.ts'

export type Measured = 'cpu' | 'memory' | 'swap'
export type Amounts = Readonly<Partial<Record<Measured, string>>>

/** What one Pod or node uses, as metrics.k8s.io/v1beta1 tells it. */
export interface Metrics extends KubeObject {
  readonly usage?: Amounts
  readonly containers?: readonly { readonly name: string; readonly usage: Amounts }[]
}

export const TOP_FLAGS = {
  'no-headers': bool({ usage: 'Leave out the heads of the columns.' }),
  'show-swap': bool({ usage: 'Show swapped memory too.' }),
  'sort-by': string({ usage: "Order by use: 'cpu' or 'memory'." }),
  'use-protocol-buffers': bool({
    initial: true,
    usage: 'Ask for protobuf; what comes is understood either way.',
  }),
}

export function checkSortBy(by: string): void {
  if (by !== '' && by !== 'cpu' && by !== 'memory')
    throw new CommandError('--sort-by accepts only cpu or memory')
}

export function* requireMetrics(cli: Cli): Run<void> {
  const isThere = (yield* resourcesOf(cli)).some(
    ({ group, version }) => group === 'metrics.k8s.io' && version === 'v1beta1',
  )
  if (!isThere) throw new CommandError('Metrics API not available')
}

export function measuredWith(hasSwap: boolean): readonly Measured[] {
  return hasSwap ? ['cpu', 'memory', 'swap'] : ['cpu', 'memory']
}

/** Amounts of several, added up. */
export function sumOf(all: readonly Amounts[], measured: readonly Measured[]): Amounts {
  const sums = measured.map((of) => [
    of,
    all.reduce((sum, amounts) => addQuantities(sum, amounts[of] ?? '0'), '0'),
  ])
  return Object.fromEntries(sums) as Amounts
}
