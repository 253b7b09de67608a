import type { Run } from '#engine'
import type { Query } from '../../api/api.ts'
import { isList, itemsOf, type KubeObject } from '../../api/objects.ts'
import { type Cli, out } from '../../cli.ts'
import { defineCommand, type Given } from '../../command.ts'
import { CommandError, usageError } from '../../failure.ts'
import { bool } from '../../flags/flag.ts'
import { SELECTOR_FLAG } from '../../flags/shared-flags.ts'
import { TABLE_LAYOUT, tabbed } from '../../printers/tab-writer.ts'
import { amountCell, inOrderOfUse, percentCell } from './cells.ts'
import {
  type Amounts,
  checkSortBy,
  measuredWith,
  type Metrics,
  requireMetrics,
  TOP_FLAGS,
} from './metrics.ts'

const FLAGS = {
  ...TOP_FLAGS,
  ...SELECTOR_FLAG,
  'show-capacity': bool({ usage: 'Percents of the capacity, not of what Pods may have of it.' }),
}

type Flags = Given<typeof FLAGS>['flags']

export const topNode = defineCommand({
  name: 'node',
  aliases: ['nodes', 'no'],
  use: 'top node [NAME | -l label]',
  summary: 'Display resource (CPU/memory) usage of nodes.',
  examples: [{ what: 'What every node uses', line: 'kubectl top node' }],
  flags: FLAGS,
  *run(cli, { flags, args }) {
    if (args.length > 1) throw usageError(cli.commandPath, 'node [NAME | -l label]')
    const [name = ''] = args
    checkSortBy(flags['sort-by'])
    if (name !== '' && flags.selector !== '')
      throw new CommandError('only one of NAME or --selector can be provided')
    yield* requireMetrics(cli)
    const metrics = yield* found<Metrics>(cli, '/apis/metrics.k8s.io/v1beta1/nodes', {
      name,
      flags,
    })
    if (metrics.length === 0) throw new CommandError('metrics not available yet')
    const nodes = yield* found(cli, '/api/v1/nodes', { name, flags })
    yield* out(cli, tabbed(tableOf(metrics, nodes, flags), TABLE_LAYOUT))
  },
})

function* found<T extends KubeObject>(
  cli: Cli,
  path: string,
  { name, flags }: { readonly name: string; readonly flags: Flags },
): Run<readonly T[]> {
  // What the path names is of that kind.
  if (name !== '') return [(yield* cli.api.get(`${path}/${name}`)) as T]
  const query: Query = flags.selector === '' ? [] : [['labelSelector', flags.selector]]
  const list = yield* cli.api.get(path, query)
  return isList(list) ? (itemsOf(list) as readonly T[]) : []
}

function tableOf(metrics: readonly Metrics[], nodes: readonly KubeObject[], flags: Flags): string {
  const heads = [
    ...['NAME', 'CPU(cores)', 'CPU(%)', 'MEMORY(bytes)', 'MEMORY(%)'],
    ...(flags['show-swap'] ? ['SWAP(bytes)', 'SWAP(%)'] : []),
  ]
  const nameOf = ({ metadata }: KubeObject): string => metadata?.name ?? ''
  const ranked = { amounts: ({ usage = {} }: Metrics) => usage, name: nameOf }
  const available = new Map(nodes.map((node) => [nameOf(node), availableOf(node, flags)]))
  const measured = inOrderOfUse(metrics, flags['sort-by'], ranked).map((each) => {
    const whole = available.get(nameOf(each)) ?? {}
    available.delete(nameOf(each))
    return [nameOf(each), ...cellsOf(each.usage ?? {}, whole, flags)]
  })
  const others = [...available.keys()].map((name) => [name, ...unknown(flags)])
  const lines = [...(flags['no-headers'] ? [] : [heads]), ...measured, ...others]
  return lines.map((cells) => `${cells.map((cell) => `${cell}\t`).join('')}\n`).join('')
}

const UNKNOWN = '<unknown>'

function unknown(flags: Flags): readonly string[] {
  return measuredWith(flags['show-swap']).flatMap(() => [UNKNOWN, UNKNOWN])
}

/** Nodes have no swap here, so nothing is known of it. */
function cellsOf(usage: Amounts, whole: Amounts, flags: Flags): readonly string[] {
  return measuredWith(flags['show-swap']).flatMap((of) => {
    if (of === 'swap') return [UNKNOWN, UNKNOWN]
    const available = whole[of]
    const percent = available === undefined ? [] : [percentCell(usage[of], available)]
    return [amountCell(of, usage[of]), ...percent]
  })
}

function availableOf(node: KubeObject, flags: Flags): Amounts {
  const status = (node['status'] ?? {}) as {
    readonly capacity?: Amounts
    readonly allocatable?: Amounts
  }
  return (flags['show-capacity'] ? status.capacity : status.allocatable) ?? {}
}
