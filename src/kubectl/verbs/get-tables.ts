import type { Run } from '#engine'
import type { Collected, Target } from '../api/collect.ts'
import type { ResourceMapping } from '../api/discovery.ts'
import { isTable, type KubeObject } from '../api/objects.ts'
import { type Cli, err, out } from '../cli.ts'
import { raiseAll } from '../failure.ts'
import { TABLE_LAYOUT, TabWriter } from '../printers/tab-writer.ts'
import { TablePrinter } from '../printers/table.ts'
import type { GetFlags } from './get-flags.ts'
import { sortedTable, sortedTargets } from './get-sort.ts'

/** Prints what was found as tables, one for each type, a blank line between them. */
export function* printTables(cli: Cli, flags: GetFlags, found: Collected): Run<void> {
  const targets = inOrder(found.targets, flags['sort-by'])
  const writer = new TabWriter(TABLE_LAYOUT)
  const withKind = flags['show-kind'] || new Set(targets.map(({ mapping }) => mapping)).size > 1
  let written = ''
  let hasNamespaces = false
  for (const group of groupsOf(targets)) {
    // The column stays for the types that follow, be they in namespaces or not.
    hasNamespaces ||= flags['all-namespaces'] && group.mapping.isNamespaced
    const printer = tablePrinter(cli, flags, {
      mapping: group.mapping,
      withKind,
      withNamespace: hasNamespaces,
    })
    for (const { object } of group.targets) {
      const shown = object === undefined ? undefined : inRowOrder(object, flags['sort-by'])
      if (shown !== undefined) printer.print(shown, writer)
    }
    const text = writer.flush()
    writer.forgetWidths()
    const separator = written !== '' && text !== '' && !flags['no-headers'] ? '\n' : ''
    written += separator + text
  }
  yield* out(cli, written)
  if (written === '' && !flags['ignore-not-found'] && found.errors.length === 0)
    yield* err(cli, `${nothingFound(cli, flags, targets)}\n`)
  raiseAll(found.errors)
}

function inOrder(targets: readonly Target[], expression: string): readonly Target[] {
  return expression === '' || targets.length < 2 ? targets : sortedTargets(targets, expression)
}

/** A table that cannot be put in order is not shown at all. */
function inRowOrder(object: KubeObject, expression: string): KubeObject | undefined {
  return expression !== '' && isTable(object) ? sortedTable(object, expression) : object
}

export function tablePrinter(
  cli: Cli,
  flags: GetFlags,
  how: {
    readonly mapping: ResourceMapping
    readonly withKind: boolean
    readonly withNamespace: boolean
  },
): TablePrinter {
  return new TablePrinter({
    isWide: flags.output === 'wide',
    noHeaders: flags['no-headers'],
    withNamespace: how.withNamespace,
    kind: how.withKind ? how.mapping : undefined,
    columnLabels: flags['label-columns'],
    showLabels: flags['show-labels'],
    now: cli.process.wallClock,
  })
}

interface Group {
  readonly mapping: ResourceMapping
  readonly targets: Target[]
}

/** Neighbours of one type belong together. */
function groupsOf(targets: readonly Target[]): readonly Group[] {
  const groups: Group[] = []
  for (const target of targets) {
    const last = groups.at(-1)
    if (last?.mapping === target.mapping) last.targets.push(target)
    else groups.push({ mapping: target.mapping, targets: [target] })
  }
  return groups
}

function nothingFound(cli: Cli, flags: GetFlags, targets: readonly Target[]): string {
  const isInNamespace =
    !flags['all-namespaces'] && targets.every(({ mapping }) => mapping.isNamespaced)
  return isInNamespace ? `No resources found in ${cli.namespace} namespace.` : 'No resources found'
}
