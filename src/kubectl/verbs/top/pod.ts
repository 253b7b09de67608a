import type { Run } from '#engine'
import { isList, itemsOf } from '../../api/objects.ts'
import type { Query } from '../../api/api.ts'
import { type Cli, err, out } from '../../cli.ts'
import { defineCommand, type Given } from '../../command.ts'
import { CommandError, usageError } from '../../failure.ts'
import { bool } from '../../flags/flag.ts'
import {
  ALL_NAMESPACES_FLAG,
  FIELD_SELECTOR_FLAG,
  SELECTOR_FLAG,
} from '../../flags/shared-flags.ts'
import { goDuration } from '../../printers/duration.ts'
import { TABLE_LAYOUT, tabbed } from '../../printers/tab-writer.ts'
import { amountCell, inOrderOfUse } from './cells.ts'
import {
  type Amounts,
  checkSortBy,
  type Measured,
  measuredWith,
  type Metrics,
  requireMetrics,
  sumOf,
  TOP_FLAGS,
} from './metrics.ts'

const FLAGS = {
  ...TOP_FLAGS,
  ...ALL_NAMESPACES_FLAG,
  ...FIELD_SELECTOR_FLAG,
  ...SELECTOR_FLAG,
  containers: bool({ usage: 'Each container on a line of its own.' }),
  sum: bool({ usage: 'A last line with the sum of all.' }),
}

type Flags = Given<typeof FLAGS>['flags']

export const topPod = defineCommand({
  name: 'pod',
  aliases: ['pods', 'po'],
  use: 'top pod [NAME | -l label]',
  summary: 'Display resource (CPU/memory) usage of pods.',
  examples: [
    { what: 'What every Pod here uses', line: 'kubectl top pod' },
    { what: 'What each container of one Pod uses', line: 'kubectl top pod web --containers' },
  ],
  flags: FLAGS,
  *run(cli, { flags, args }) {
    if (args.length > 1) throw usageError(cli.commandPath, 'pod [NAME | -l label]')
    const [name = ''] = args
    checkSortBy(flags['sort-by'])
    if (name !== '' && (flags.selector !== '' || flags['field-selector'] !== ''))
      throw new CommandError('only one of NAME or selector can be provided')
    yield* requireMetrics(cli)
    const metrics = yield* metricsOf(cli, name, flags)
    if (metrics.length === 0) {
      yield* explainNothing(cli, flags)
      return
    }
    yield* out(cli, tabbed(tableOf(metrics, flags), TABLE_LAYOUT))
  },
})

function* metricsOf(cli: Cli, name: string, flags: Flags): Run<readonly Metrics[]> {
  const namespace = flags['all-namespaces'] ? '' : `/namespaces/${cli.namespace}`
  const path = `/apis/metrics.k8s.io/v1beta1${namespace}/pods`
  if (name !== '') return [yield* cli.api.get(`${path}/${name}`)]
  const list = yield* cli.api.get(path, queryOf(flags))
  return isList(list) ? itemsOf(list) : []
}

function queryOf(flags: Flags): Query {
  const given = [
    ['fieldSelector', flags['field-selector']],
    ['labelSelector', flags.selector],
  ] as const
  return given.filter(([, value]) => value !== '')
}

const OLD_MS = 120_000

/** Pods that are young have no metrics yet; of old ones that is an error. */
function* explainNothing(cli: Cli, flags: Flags): Run<void> {
  const list = yield* cli.api.get(`/api/v1/namespaces/${cli.namespace}/pods`, queryOf(flags))
  const pods = isList(list) ? itemsOf(list) : []
  for (const { metadata = {} } of pods) {
    const { name = '', namespace = '', creationTimestamp = '' } = metadata
    const ageMs = cli.process.wallClock - Date.parse(creationTimestamp)
    if (ageMs > OLD_MS)
      throw new CommandError(
        `Metrics not available for pod ${namespace}/${name}, age: ${goDuration(ageMs)}`,
      )
  }
  if (pods.length > 0) throw new CommandError('metrics not available yet')
  const where = flags['all-namespaces'] ? '' : ` in ${cli.namespace} namespace.`
  yield* err(cli, `No resources found${where}\n`)
}

interface Row {
  readonly places: readonly string[]
  readonly name: string
  readonly amounts: Amounts
}

function tableOf(metrics: readonly Metrics[], flags: Flags): string {
  const measured = measuredWith(flags['show-swap'])
  const hasNamespace = flags['all-namespaces']
  const heads = [
    ...(hasNamespace ? ['NAMESPACE'] : []),
    ...(flags.containers ? ['POD'] : []),
    ...['NAME', 'CPU(cores)', 'MEMORY(bytes)'],
    ...(flags['show-swap'] ? ['SWAP(bytes)'] : []),
  ]
  const rows = sorted(metrics, flags).flatMap((each) => rowsOf(each, flags))
  const lines = rows.map(({ places, name, amounts }) => [
    ...places,
    name,
    ...measured.map((of) => amountCell(of, amounts[of])),
  ])
  const width = flags['no-headers'] ? measured.length + 1 : heads.length
  const all = [
    ...(flags['no-headers'] ? [] : [heads]),
    ...lines,
    ...(flags.sum ? sumLines(metrics, measured, width) : []),
  ]
  return all.map((cells) => `${cells.map((cell) => `${cell}\t`).join('')}\n`).join('')
}

function sorted(metrics: readonly Metrics[], flags: Flags): readonly Metrics[] {
  const name = ({ metadata = {} }: Metrics): string =>
    `${flags['all-namespaces'] ? (metadata.namespace ?? '') : ''}\0${metadata.name ?? ''}`
  return inOrderOfUse(metrics, flags['sort-by'], { amounts: podSum, name })
}

function podSum({ containers = [] }: Metrics): Amounts {
  return sumOf(
    containers.map(({ usage }) => usage),
    ['cpu', 'memory', 'swap'],
  )
}

type Container = NonNullable<Metrics['containers']>[number]

function usageOf({ usage }: Container): Amounts {
  return usage
}

function rowsOf(metrics: Metrics, flags: Flags): readonly Row[] {
  const { name = '', namespace = '' } = metrics.metadata ?? {}
  const place = flags['all-namespaces'] ? [namespace] : []
  if (!flags.containers) return [{ places: place, name, amounts: podSum(metrics) }]
  const order = { amounts: usageOf, name: (container: Container) => container.name }
  return inOrderOfUse(metrics.containers ?? [], flags['sort-by'], order).map((container) => ({
    places: [...place, name],
    name: container.name,
    amounts: container.usage,
  }))
}

/** A stroke under the columns, and the sums. */
function sumLines(
  metrics: readonly Metrics[],
  measured: readonly Measured[],
  width: number,
): readonly (readonly string[])[] {
  const empty = (count: number): readonly string[] => Array<string>(Math.max(0, count)).fill('')
  const total = sumOf(metrics.map(podSum), measured)
  return [
    [...empty(width - 2), '________', '________'],
    [...empty(width - 3), '', ...measured.map((of) => amountCell(of, total[of]))],
  ]
}
