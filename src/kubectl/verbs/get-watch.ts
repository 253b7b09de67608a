import type { Run } from '#engine'
import type { Target } from '../api/collect.ts'
import { pathOf, type ResourceMapping } from '../api/discovery.ts'
import { type Exchange, nextMessage } from '../api/exchange.ts'
import { isTable, type KubeObject } from '../api/objects.ts'
import { type Cli, err, out } from '../cli.ts'
import { CommandError, isStatus, raiseAll } from '../failure.ts'
import { TABLE_LAYOUT, TabWriter } from '../printers/tab-writer.ts'
import { collectShown, TABLES } from './get-collect.ts'
import { type GetFlags, isHuman, usesServerTables } from './get-flags.ts'
import { objectPrinter } from './get-objects.ts'
import { tablePrinter } from './get-tables.ts'

/** Prints what is there and then every change, until it is interrupted. */
export function* watchObjects(cli: Cli, flags: GetFlags, args: readonly string[]): Run<void> {
  if (flags['sort-by'] !== '') yield* err(cli, sortWarning(flags))
  const found = yield* collectShown(cli, flags, args)
  if (flags['ignore-not-found'] && found.errors.some((error) => isStatus(error, 'NotFound'))) return
  raiseAll(found.errors)
  const what = watchedOf(cli, flags, found.targets)
  const show = showing(cli, flags, what.mapping)
  for (const object of what.objects) {
    const isShown = !flags['watch-only']
    yield* out(cli, show(isShown ? object : withoutRows(object), isShown, 'ADDED'))
  }
  const watch = yield* cli.api.stream({ method: 'GET', ...what.request })
  try {
    yield* follow(cli, watch, { show, skipsFirst: what.isSingle })
  } finally {
    watch.cancel()
  }
}

function sortWarning(flags: GetFlags): string {
  return flags.watch
    ? 'warning: --watch requested, --sort-by will be ignored for watch events received\n'
    : 'warning: --watch-only requested, --sort-by will be ignored\n'
}

type Show = (object: KubeObject, isShown: boolean, event: string) => string

/** A single object's watch begins with the object itself, which has been printed already. */
function* follow(
  cli: Cli,
  watch: Exchange,
  { show, skipsFirst }: { readonly show: Show; readonly skipsFirst: boolean },
): Run<void> {
  let isShown = !skipsFirst
  for (;;) {
    const message = yield* nextMessage(watch)
    if (message === undefined) return
    if (message.kind !== 'object') continue
    const { type, object } = message.object as { type: string; object: KubeObject }
    if (type === 'BOOKMARK') continue
    yield* out(cli, show(isShown ? object : withoutRows(object), isShown, type))
    isShown = true
  }
}

/** A table that is not shown is printed without rows all the same: its columns are remembered. */
function withoutRows(object: KubeObject): KubeObject {
  return isTable(object) ? { ...object, rows: [] } : object
}

function showing(cli: Cli, flags: GetFlags, mapping: ResourceMapping): Show {
  if (!isHuman(flags)) {
    const printer = objectPrinter(cli, flags)
    return (object, isShown, type) => {
      if (!isShown) return ''
      return printer.print(flags['output-watch-events'] ? { type, object } : object)
    }
  }
  const writer = new TabWriter(TABLE_LAYOUT)
  const printer = tablePrinter(cli, flags, {
    mapping,
    withKind: flags['show-kind'],
    withNamespace: flags['all-namespaces'] && mapping.isNamespaced,
  })
  return (object, isShown, event) => {
    if (isShown || isTable(object))
      printer.print(object, writer, flags['output-watch-events'] ? event : undefined)
    return writer.flush()
  }
}

interface Watched {
  readonly mapping: ResourceMapping
  readonly objects: readonly KubeObject[]
  readonly isSingle: boolean
  readonly request: {
    readonly path: string
    readonly query: readonly (readonly [string, string])[]
    readonly accept?: string
  }
}

function watchedOf(cli: Cli, flags: GetFlags, targets: readonly Target[]): Watched {
  const [first] = targets
  if (first === undefined || new Set(targets.map(({ mapping }) => mapping)).size > 1)
    throw new CommandError('you may only specify a single resource type')
  const isSingle = first.name !== '' && first.list === undefined
  if (isSingle && targets.length > 1)
    throw new CommandError(`you may only watch a single resource or type of resource at a time`)
  const namespace = flags['all-namespaces'] ? '' : cli.namespace
  const { mapping } = first
  const fieldSelector = isSingle ? `metadata.name=${first.name}` : flags['field-selector']
  const accept = usesServerTables(flags) ? { accept: TABLES } : {}
  return {
    mapping,
    isSingle,
    objects: targets.flatMap(({ object }) => (object === undefined ? [] : [object])),
    request: {
      path: pathOf(mapping, { namespace: mapping.isNamespaced ? namespace : '' }),
      query: [
        ...(fieldSelector === '' ? [] : [['fieldSelector', fieldSelector] as const]),
        ...(flags.selector === '' ? [] : [['labelSelector', flags.selector] as const]),
        ['resourceVersion', isSingle ? '0' : (first.list ?? '')],
        ['watch', 'true'],
      ],
      ...accept,
    },
  }
}
