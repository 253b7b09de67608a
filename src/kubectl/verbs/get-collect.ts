import type { Run } from '#engine'
import { collect, type Collected } from '../api/collect.ts'
import type { Cli } from '../cli.ts'
import { type GetFlags, usesServerTables } from './get-flags.ts'

/** What kubectl accepts where it prints for people. */
export const TABLES = [
  'application/json;as=Table;v=v1;g=meta.k8s.io',
  'application/json;as=Table;v=v1beta1;g=meta.k8s.io',
  'application/json',
].join(',')

export function* collectShown(cli: Cli, flags: GetFlags, args: readonly string[]): Run<Collected> {
  const asTables = usesServerTables(flags)
  const sorts = flags['sort-by'] !== ''
  return yield* collect(cli, {
    args,
    filename: flags.filename,
    kustomize: flags.kustomize,
    recursive: flags.recursive,
    selector: flags.selector,
    fieldSelector: flags['field-selector'],
    allNamespaces: flags['all-namespaces'],
    listsTypes: true,
    fetch: 'latest',
    subresource: flags.subresource,
    chunkSize: sorts ? 0 : flags['chunk-size'],
    ...(asTables ? { accept: TABLES } : {}),
    ...(asTables && sorts ? { query: [['includeObject', 'Object']] } : {}),
  })
}
