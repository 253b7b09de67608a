import { CommandError } from '../failure.ts'

/** Which objects a command is about, read from its arguments alone. */
export type Targets =
  | { readonly by: 'files' }
  | { readonly by: 'selector'; readonly types: readonly string[] }
  /** `isTyped`: each name came with its type, as type/name. */
  | { readonly by: 'names'; readonly names: readonly TypedName[]; readonly isTyped: boolean }

export interface TypedName {
  readonly type: string
  readonly name: string
}

export interface TargetOptions {
  readonly hasFiles: boolean
  readonly labelSelector: string
  readonly fieldSelector: string
  /** --all: every object of the types. */
  readonly selectsAll: boolean
  /** A type alone stands for all its objects, as in `get`. */
  readonly listsTypes: boolean
  /** Replaces `all` by the types of that category. */
  readonly expandCategory?: (name: string) => readonly string[] | undefined
  /** Throws where the server has no such type. */
  readonly requireType?: (type: string) => void
}

/** The rules of kubectl's resource builder. Throws a CommandError in its words. */
export function decideTargets(args: readonly string[], options: TargetOptions): Targets {
  const given = readArguments(args, options)
  const listsTypes =
    given.types.length > 0 && given.names.length === 0 && options.listsTypes && args.length === 1
  const selects =
    options.labelSelector !== '' || options.fieldSelector !== '' || options.selectsAll || listsTypes
  if (options.hasFiles) return byFiles(given)
  if (selects) return bySelector(given)
  if (given.pairs.length > 0) return { by: 'names', names: given.pairs, isTyped: true }
  if (given.names.length > 0) return byNames(given)
  for (const type of given.types) options.requireType?.(type)
  if (given.types.length > 0)
    throw new CommandError('resource(s) were provided, but no name was specified')
  throw new CommandError(NOTHING_GIVEN)
}

/** --all and a selector contradict each other. */
export function checkSelectors(options: TargetOptions): void {
  if (options.selectsAll && (options.labelSelector !== '' || options.fieldSelector !== ''))
    throw new CommandError("setting 'all' parameter but found a non empty selector. ")
}

interface Arguments {
  readonly types: readonly string[]
  readonly names: readonly string[]
  readonly pairs: readonly TypedName[]
}

function readArguments(words: readonly string[], options: TargetOptions): Arguments {
  const args = spreadTypes(words)
  const withSlash = args.filter((arg) => arg.includes('/'))
  if (withSlash.length > 0) {
    if (withSlash.length < args.length) throw new CommandError(TYPE_BESIDE_PAIRS)
    return { types: [], names: [], pairs: args.map(splitTypeName) }
  }
  const [first, ...names] = args
  if (first === undefined) return { types: [], names: [], pairs: [] }
  const expanded = first.split(',').flatMap((type) => options.expandCategory?.(type) ?? [type])
  return { types: [...new Set(expanded)], names, pairs: [] }
}

/** `a,b x y` means a/x a/y b/x b/y. */
function spreadTypes(args: readonly string[]): readonly string[] {
  const [first = '', ...names] = args
  const types = [...new Set(first.split(','))]
  if (types.length < 2 || names.length === 0) return args
  return types.flatMap((type) => names.map((name) => `${type}/${name}`))
}

export function splitTypeName(text: string): TypedName {
  const [type = '', name = '', ...more] = text.split('/')
  if (more.length > 0)
    throw new CommandError('arguments in resource/name form may not have more than one slash')
  if (type === '' || name === '' || type.includes(','))
    throw new CommandError('arguments in resource/name form must have a single resource and name')
  return { type, name }
}

function byFiles({ types, names, pairs }: Arguments): Targets {
  if (types.length > 0)
    throw new CommandError(
      'when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well',
    )
  if (names.length > 0) throw new CommandError('name cannot be provided when a path is specified')
  if (pairs.length > 0)
    throw new CommandError('resource/name arguments cannot be provided when a path is specified')
  return { by: 'files' }
}

function bySelector({ types, names, pairs }: Arguments): Targets {
  if (names.length > 0)
    throw new CommandError('name cannot be provided when a selector is specified')
  if (pairs.length > 0)
    throw new CommandError(
      'selectors and the all flag cannot be used when passing resource/name arguments',
    )
  if (types.length === 0)
    throw new CommandError('at least one resource must be specified to use a selector')
  return { by: 'selector', types }
}

function byNames({ types, names }: Arguments): Targets {
  const [type = ''] = types
  if (types.length > 1) throw new CommandError('you must specify only one resource')
  return { by: 'names', names: names.map((name) => ({ type, name })), isTyped: false }
}

const TYPE_BESIDE_PAIRS =
  "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'"

const NOTHING_GIVEN = `You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'`
