import {
  findProgram,
  type Process,
  type Program,
  read,
  type Run,
  SystemError,
  write,
} from '#engine'
import { applyOption } from './builtins/variables.ts'
import { evaluateText, interpreter, parseFor } from './evaluate.ts'
import type { Flavour } from './flavour.ts'
import { runInteractive } from './interactive.ts'
import { runToEnd } from './run/outcome.ts'
import { runStatements } from './run/statements.ts'
import { Shell } from './shell.ts'

/** sh, bash: a script by -c, from a file or from standard input, or a dialogue on a terminal. */
export function createShell(flavour: Flavour): Program {
  return function* (process) {
    const start = startOf(process)
    const shell = new Shell({ process, flavour, name: start.name, interpreter })
    for (const [word, next] of start.options) applyOption(shell, word, next)
    shell.parameters = start.parameters
    shell.variables.set('IFS', ' \t\n')
    shell.variables.set('PWD', process.cwd)
    if (start.command !== undefined) return yield* runCommandString(shell, start.command)
    if (start.script !== undefined) return yield* runScript(shell, start.script)
    const isInteractive = start.isInteractive || (process.isTerminal(0) && process.isTerminal(2))
    if (isInteractive) return yield* runInteractive(shell, { edits: start.edits })
    return yield* runInput(shell)
  }
}

interface Start {
  readonly name: string
  readonly options: readonly (readonly [word: string, next?: string])[]
  readonly command?: string
  readonly script?: string
  readonly parameters: readonly string[]
  readonly isInteractive: boolean
  readonly edits: boolean
}

function startOf(process: Process): Start {
  const [called = 'sh', ...words] = process.argv
  const options: (readonly [string, string?])[] = []
  let takesCommand = false
  let isInteractive = false
  let readsInput = false
  let edits = true
  let at = 0
  for (; at < words.length && /^[-+]./.test(words[at] ?? ''); at++) {
    const word = words[at] ?? ''
    if (word === '--') {
      at++
      break
    }
    if (word.startsWith('--')) {
      if (word === '--noediting') edits = false
      continue
    }
    if (word.includes('c')) takesCommand = true
    if (word.includes('i')) isInteractive = true
    if (word.includes('s')) readsInput = true
    const letters = word.replaceAll(/[cisl]/g, '')
    const takesName = letters.endsWith('o')
    if (letters.length > 1) options.push(takesName ? [letters, words[at + 1] ?? ''] : [letters])
    if (takesName) at++
  }
  const rest = words.slice(at)
  const name = called.replace(/^-/, '')
  const common = { options, isInteractive, edits }
  if (takesCommand) {
    const [command = '', given, ...parameters] = rest
    return { ...common, command, name: given ?? name, parameters }
  }
  const [script, ...parameters] = rest
  if (readsInput || script === undefined) return { ...common, name, parameters: rest }
  return { ...common, script, name: script, parameters }
}

function runCommandString(shell: Shell, command: string): Run {
  shell.isCommandString = true
  return runWhole(shell, command)
}

/** The last command of a text may take the shell's process over, as bash and dash do with -c. */
function* runWhole(shell: Shell, text: string): Run {
  return yield* runToEnd(shell, function* () {
    const script = parseFor(shell, text)
    shell.source = text
    shell.isLast = shell.isCommandString && script.commands.length === 1
    return yield* runStatements(shell, script.commands)
  })
}

function* runScript(shell: Shell, path: string): Run {
  const { process } = shell
  const found = path.includes('/') || exists(process, path) ? path : findProgram(process, path)
  try {
    const fd = process.open(found ?? path, { read: true })
    const text = yield* readText(process, fd)
    process.close(fd)
    return yield* runWhole(shell, text)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    yield* write(process, 2, cannotOpen(shell, path, error))
    return shell.flavour.name === 'dash' ? 2 : error.errno === 'ENOENT' ? 127 : 126
  }
}

function cannotOpen(shell: Shell, path: string, error: SystemError): string {
  const called = (shell.process.argv[0] ?? 'sh').replace(/^-/, '')
  switch (shell.flavour.name) {
    case 'bash':
      return `${called}: ${path}: ${error.message}\n`
    case 'dash':
      return `${called}: 0: cannot open ${path}: ${error.errno === 'ENOENT' ? 'No such file' : error.message}\n`
    case 'ash':
      return `${called}: can't open '${path}': ${error.message}\n`
  }
}

function exists(process: Process, path: string): boolean {
  try {
    return process.stat(path).kind === 'file'
  } catch (error) {
    if (error instanceof SystemError) return false
    throw error
  }
}

function* readText(process: Process, fd: number): Run<string> {
  const decoder = new TextDecoder()
  let text = ''
  for (;;) {
    const bytes = yield* read(process, fd)
    if (bytes.length === 0) return text
    text += decoder.decode(bytes, { stream: true })
  }
}

/** Commands from standard input that is no terminal: read whole, as far as scripts can tell. */
function* runInput(shell: Shell): Run {
  return yield* runToEnd(shell, function* () {
    return yield* evaluateText(shell, yield* readText(shell.process, 0))
  })
}
