import type { Run } from '#engine'
import { type Cli, resourcesOf } from '../cli.ts'
import { CommandError, isStatus, StatusError } from '../failure.ts'
import type { Call, Query } from './api.ts'
import {
  findKind,
  findResource,
  guessedMapping,
  pathOf,
  type ResourceMapping,
  resourceName,
} from './discovery.ts'
import { type FileObject, type FileOptions, readFiles } from './files.ts'
import { continueOf, listQuery, unlistable } from './listing.ts'
import { isList, isTable, itemsOf, type KubeObject } from './objects.ts'
import { checkSelectors, decideTargets, type Targets } from './targets.ts'
import { parseLabelSelector } from './label-selector.ts'

/** One thing that a command works on. */
export interface Target {
  readonly mapping: ResourceMapping
  readonly namespace: string
  /** Empty for a whole table of objects. */
  readonly name: string
  /** The file that it came from; empty when it came from the server. */
  readonly source: string
  /** Absent when it was not asked for. */
  readonly object?: KubeObject
  /** The resource version of the list that it came in, if it came in one. */
  readonly list?: string
}

export interface CollectOptions {
  readonly args: readonly string[]
  readonly filename?: readonly string[]
  readonly kustomize?: string
  readonly recursive?: boolean
  readonly selector?: string
  readonly fieldSelector?: string
  readonly all?: boolean
  readonly allNamespaces?: boolean
  /** A type alone stands for all its objects. */
  readonly listsTypes?: boolean
  /** `latest`: files too are fetched anew; `named`: what was only named; `never`. */
  readonly fetch: 'latest' | 'named' | 'never'
  /** Files are all there is: no server is asked, not even for what it serves. */
  readonly isLocal?: boolean
  /** Objects in files must say what they are. */
  readonly isValidated?: boolean
  readonly accept?: string
  readonly query?: Query
  readonly chunkSize?: number
  readonly subresource?: string
}

export interface Collected {
  readonly targets: readonly Target[]
  /** What went wrong with single ones of them. */
  readonly errors: readonly CommandError[]
  /** The words of the command mean exactly one object. */
  readonly isSingle: boolean
  readonly by: Targets['by']
}

/** Finds what a command is about: by name, by selector or from files. */
export function* collect(cli: Cli, options: CollectOptions): Run<Collected> {
  const words = {
    hasFiles: (options.filename ?? []).length > 0 || (options.kustomize ?? '') !== '',
    labelSelector: (options.selector ?? '').trim(),
    fieldSelector: (options.fieldSelector ?? '').trim(),
    selectsAll: options.all ?? false,
    listsTypes: options.listsTypes ?? false,
  }
  // What is wrong whatever the server has is said before the server is asked.
  checkSelectors(words)
  if (options.args.length === 0) decideTargets(options.args, words)
  const files = words.hasFiles ? yield* readFiles(cli.process, filesOf(options)) : []
  const resources = options.isLocal === true ? [] : yield* resourcesOf(cli)
  const expandCategory = (name: string) => categoryOf(resources, name)
  const requireType = (type: string) => void resourceFor(resources, type)
  const targets = decideTargets(options.args, { ...words, expandCategory, requireType })
  const collector = new Collector(cli, options, resources)
  switch (targets.by) {
    case 'files':
      return yield* collector.fromFiles(files)
    case 'selector':
      return yield* collector.bySelector(targets.types)
    case 'names':
      return yield* collector.byNames(targets)
  }
}

function filesOf(options: CollectOptions): FileOptions {
  const { filename = [], kustomize = '', recursive = false, isValidated = false } = options
  return { filenames: filename, kustomize, isRecursive: recursive, isValidated }
}

function categoryOf(
  resources: readonly ResourceMapping[],
  name: string,
): readonly string[] | undefined {
  const found = resources.filter(({ categories }) => categories.includes(name))
  return found.length === 0 ? undefined : found.map(resourceName)
}

class Collector {
  readonly #cli: Cli
  readonly #options: CollectOptions
  readonly #resources: readonly ResourceMapping[]
  readonly #targets: Target[] = []
  readonly #errors: CommandError[] = []

  constructor(cli: Cli, options: CollectOptions, resources: readonly ResourceMapping[]) {
    this.#cli = cli
    this.#options = options
    this.#resources = resources
  }

  *fromFiles(objects: readonly FileObject[]): Run<Collected> {
    const { filename = [] } = this.#options
    for (const found of objects) yield* this.#attempt(() => this.#fromFile(found))
    const isSingle = filename.length === 1 && filename[0] !== '-' && objects.length === 1
    return this.#collected('files', isSingle)
  }

  *bySelector(types: readonly string[]): Run<Collected> {
    const mappings = new Set(types.map((type) => this.#resource(type)))
    for (const mapping of mappings) yield* this.#attempt(() => this.#list(mapping))
    return this.#collected('selector', false)
  }

  *byNames({ names }: Targets & { by: 'names' }): Run<Collected> {
    const named = names.map(({ type, name }) => ({ mapping: this.#resource(type), name }))
    for (const { mapping, name } of named) {
      if (mapping.isNamespaced && this.#options.allNamespaces === true)
        throw new CommandError('a resource cannot be retrieved by name across all namespaces')
      yield* this.#attempt(() => this.#named(mapping, name))
    }
    return this.#collected('names', names.length === 1)
  }

  *#attempt(act: () => Run<void>): Run<void> {
    try {
      yield* act()
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      this.#errors.push(error)
    }
  }

  *#fromFile(found: FileObject): Run<void> {
    if ('error' in found) throw found.error
    const { object, source } = found
    if (isList(object)) {
      for (const item of itemsOf(object)) yield* this.#fromFile({ object: item, source })
      return
    }
    const selector = this.#options.selector ?? ''
    if (selector !== '' && !parseLabelSelector(selector)(object.metadata?.labels ?? {})) return
    const target = this.#targetOf(object, source)
    yield* this.#add(target, this.#options.fetch === 'latest')
  }

  #targetOf(object: KubeObject, source: string): Target {
    const { apiVersion = '', kind = '' } = object
    if (this.#options.isLocal === true) return localTarget(object, source)
    // A key without a value is null in YAML, whatever the type says.
    const metadata = object.metadata ?? {}
    const name = metadata.name ?? ''
    const mapping = findKind(this.#resources, apiVersion, kind)
    if (mapping === undefined)
      throw new CommandError(
        `resource mapping not found for name: "${name}" namespace: "${metadata.namespace ?? ''}" ` +
          `from "${source}": no matches for kind "${kind}" in version "${apiVersion}"\n` +
          'ensure CRDs are installed first',
      )
    if (!mapping.isNamespaced) return { mapping, namespace: '', name, source, object }
    const namespace = this.#namespaceFor(metadata.namespace ?? '')
    const placed = { ...object, metadata: { ...metadata, namespace } }
    return { mapping, namespace, name, source, object: placed }
  }

  #namespaceFor(written: string): string {
    const { namespace, isNamespaceForced } = this.#cli
    if (written === '') return namespace
    if (isNamespaceForced && written !== namespace)
      throw new CommandError(
        `the namespace from the provided object "${written}" does not match the namespace ` +
          `"${namespace}". You must pass '--namespace=${written}' to perform this operation.`,
      )
    return written
  }

  *#named(mapping: ResourceMapping, name: string): Run<void> {
    const namespace = mapping.isNamespaced ? this.#cli.namespace : ''
    yield* this.#add({ mapping, namespace, name, source: '' }, this.#options.fetch !== 'never')
  }

  *#add(target: Target, isFetched: boolean): Run<void> {
    if (!isFetched) this.#targets.push(target)
    else this.#targets.push({ ...target, object: yield* this.#fetch(target) })
  }

  *#fetch({ mapping, namespace, name }: Target): Run<KubeObject> {
    const { subresource = '', query = [], accept } = this.#options
    const path = pathOf(mapping, { namespace, name, subresource })
    try {
      return yield* this.#cli.api.call({ method: 'GET', path, query, ...acceptOf(accept) })
    } catch (error) {
      if (isStatus(error, 'NotFound')) yield* this.#requireNamespace(namespace)
      throw error
    }
  }

  /** Whoever asks in a namespace that is not there is told so. */
  *#requireNamespace(namespace: string): Run<void> {
    if (namespace === '' || namespace === 'default') return
    try {
      yield* this.#cli.api.get(`/api/v1/namespaces/${namespace}`)
    } catch (error) {
      if (!(error instanceof StatusError) || isStatus(error, 'NotFound')) throw error
    }
  }

  *#list(mapping: ResourceMapping): Run<void> {
    const { subresource, accept, allNamespaces = false } = this.#options
    if ((subresource ?? '') !== '')
      throw new CommandError('subresource cannot be used when bulk resources are specified')
    const namespace = mapping.isNamespaced && !allNamespaces ? this.#cli.namespace : ''
    const path = pathOf(mapping, { namespace })
    for (let next = ''; ;) {
      const query = listQuery(this.#options, next)
      const call = { method: 'GET', path, query, ...acceptOf(accept) } as const
      const list = yield* this.#listCall(mapping, call)
      this.#addList(mapping, namespace, list)
      next = continueOf(list)
      if (next === '') break
    }
  }

  *#listCall(mapping: ResourceMapping, call: Call): Run<KubeObject> {
    try {
      return yield* this.#cli.api.call(call)
    } catch (error) {
      throw isStatus(error, 'BadRequest') || isStatus(error, 'NotFound')
        ? new StatusError(error.status, unlistable(mapping, this.#options, error.message))
        : error
    }
  }

  #addList(mapping: ResourceMapping, namespace: string, list: KubeObject): void {
    const version = list.metadata?.resourceVersion ?? ''
    if (isTable(list) || !isList(list)) {
      this.#targets.push({ mapping, namespace, name: '', source: '', object: list, list: version })
      return
    }
    for (const object of itemsOf(list)) {
      const { name = '', namespace: own = '' } = object.metadata ?? {}
      this.#targets.push({ mapping, namespace: own, name, source: '', object, list: version })
    }
  }

  #resource(type: string): ResourceMapping {
    return resourceFor(this.#resources, type)
  }

  #collected(by: Targets['by'], isSingle: boolean): Collected {
    return { targets: this.#targets, errors: this.#errors, isSingle, by }
  }
}

function resourceFor(resources: readonly ResourceMapping[], type: string): ResourceMapping {
  const found = findResource(resources, type)
  if (found !== undefined) return found
  throw new CommandError(`the server doesn't have a resource type "${type.split('.')[0] ?? ''}"`)
}

function localTarget(object: KubeObject, source: string): Target {
  const { metadata = {} } = object
  const mapping = guessedMapping(object)
  return { mapping, namespace: metadata.namespace ?? '', name: metadata.name ?? '', source, object }
}

function acceptOf(accept: string | undefined): { readonly accept?: string } {
  return accept === undefined ? {} : { accept }
}
