import type { Collected } from '../api/collect.ts'
import type { KubeObject } from '../api/objects.ts'
import type { Cli } from '../cli.ts'
import { raiseAll } from '../failure.ts'
import { customColumnsFor } from '../printers/custom-columns.ts'
import { type ObjectPrinter, printerFor } from '../printers/printer.ts'
import type { GetFlags } from './get-flags.ts'
import { sortedTargets } from './get-sort.ts'
import { readTextFile } from './shared.ts'

/** What was found in a format for programs: one object, or a List even of those of several. */
export function printObjects(cli: Cli, flags: GetFlags, found: Collected): string {
  if (found.isSingle) raiseAll(found.errors)
  if (found.targets.length === 0 && flags['ignore-not-found']) return ''
  const printer = objectPrinter(cli, flags)
  const targets =
    flags['sort-by'] === '' || found.isSingle
      ? found.targets
      : sortedTargets(found.targets, flags['sort-by'])
  const objects = targets.flatMap(({ object }) => (object === undefined ? [] : [object]))
  const [only] = objects
  return printer.print(found.isSingle && only !== undefined ? only : listOf(objects))
}

export function objectPrinter(cli: Cli, flags: GetFlags): ObjectPrinter {
  const readFile = (path: string) => readTextFile(cli.process, path)
  const columns = customColumnsFor(flags, readFile)
  if (columns !== undefined) return columns
  const moreFormats = ['custom-columns', 'custom-columns-file', 'wide']
  return printerFor({ flags, moreFormats, readFile })
}

function listOf(items: readonly KubeObject[]): KubeObject {
  return { apiVersion: 'v1', kind: 'List', metadata: { resourceVersion: '' }, items }
}
