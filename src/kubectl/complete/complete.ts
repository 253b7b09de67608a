import { type Run, write } from '#engine'
import type { Cli } from '../cli.ts'
import type { Command } from '../command.ts'
import { namedIn } from '../kubeconfig.ts'
import type { FoundCommand } from '../find-command.ts'
import { GLOBAL_FLAGS } from '../flags/global-flags.ts'
import { argumentsOf } from './arguments.ts'
import { type Asked, whatIsAsked } from './asked.ts'
import { flagNames, requiredFlags } from './flag-names.ts'
import { containerNames, objectNames } from './live.ts'

/** What the shell is to make of the candidates; cobra's bits. */
const DIRECTIVES = {
  /** Nothing is known: names of files, perhaps. */
  0: 'ShellCompDirectiveDefault',
  /** These and no files. */
  4: 'ShellCompDirectiveNoFileComp',
  /** Files whose names end in one of these. */
  8: 'ShellCompDirectiveFilterFileExt',
} as const

interface Completed {
  readonly candidates: readonly string[]
  readonly directive: keyof typeof DIRECTIVES
}

/** `kubectl __complete`: prints what the last word may become, as cobra's shells want it. */
export function* complete(cli: Cli, found: FoundCommand, last: string): Run<void> {
  const asked = whatIsAsked(found.command, GLOBAL_FLAGS, { words: found.words, last })
  const { candidates, directive } = yield* completed(cli, found, asked)
  const shown = candidates.filter((each) => each.startsWith(asked.start))
  yield* write(cli.process, 1, [...shown, `:${directive}\n`].join('\n'))
  yield* write(cli.process, 2, `Completion ended with directive: ${DIRECTIVES[directive]}\n`)
}

function* completed(cli: Cli, { command, path }: FoundCommand, asked: Asked): Run<Completed> {
  switch (asked.kind) {
    case 'flag':
      return { candidates: flagNames(command, GLOBAL_FLAGS, asked), directive: 4 }
    case 'value':
      return yield* valuesOf(cli, path, asked)
    case 'argument':
      return yield* argumentsFor(cli, { command, path }, asked)
  }
}

function* argumentsFor(
  cli: Cli,
  { command, path }: { readonly command: Command; readonly path: string },
  asked: Asked & { readonly kind: 'argument' },
): Run<Completed> {
  const { args, isBehindDash } = asked
  const subcommands = args.length === 0 && !isBehindDash ? subcommandsOf(command) : []
  const required = isBehindDash ? [] : requiredFlags(command, asked)
  const known = isBehindDash && path === 'kubectl exec' ? [] : yield* argumentsOf(cli, path, asked)
  const candidates = [...subcommands, ...required, ...(known ?? [])]
  const isKnown = known !== undefined || subcommands.length > 0
  return { candidates, directive: isKnown ? 4 : 0 }
}

function subcommandsOf({ subcommands = [] }: Command): readonly string[] {
  return subcommands.map(({ name, summary }) => `${name}\t${summary.replace(/\.$/, '')}`).sort()
}

function* valuesOf(
  cli: Cli,
  path: string,
  { flag, args }: Asked & { readonly kind: 'value' },
): Run<Completed> {
  const known = (candidates: readonly string[]): Completed => ({ candidates, directive: 4 })
  switch (flag) {
    case 'namespace':
      return known(yield* objectNames(cli, 'namespaces'))
    case 'context':
      return known(cli.config.contexts.map(({ name }) => name))
    case 'cluster':
    case 'user':
      return known(
        namedIn(cli.config.file, flag === 'user' ? 'users' : 'clusters').map(({ name }) => name),
      )
    case 'container':
      return args[0] === undefined
        ? { candidates: [], directive: 0 }
        : known(yield* containerNames(cli, args[0]))
    case 'filename':
      return { candidates: ['json', 'yaml', 'yml'], directive: 8 }
    case 'output':
      return path === 'kubectl get' ? known(FORMATS) : { candidates: [], directive: 0 }
    default:
      return { candidates: [], directive: 0 }
  }
}

const FORMATS = [
  ...['json', 'yaml', 'kyaml', 'name', 'go-template', 'go-template-file', 'template'],
  ...['templatefile', 'jsonpath', 'jsonpath-as-json', 'jsonpath-file', 'custom-columns'],
  ...['custom-columns-file', 'wide'],
]
