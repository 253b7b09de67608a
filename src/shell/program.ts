import {
  findProgram,
  type Process,
  type Program,
  read,
  type Run,
  SystemError,
  write,
} from '#engine'
import { applyOption } from './builtins/set.ts'
import { evaluateText, interpreter } from './evaluate.ts'
import type { Flavour } from './flavour.ts'
import { runInteractive } from './interactive.ts'
import { LineSource } from './line-source.ts'
import { runToEnd } from './run/outcome.ts'
import { Shell } from './shell.ts'
import { endsOpen, problemOf } from './syntax.ts'
import { parse } from 'unbash'

/** sh, bash: a script by -c, from a file or from standard input, or a dialogue on a terminal. */
export function createShell(flavour: Flavour): Program {
  return function* (process) {
    const start = startOf(process)
    const shell = new Shell({ process, flavour, name: start.name, interpreter })
    shell.isLogin = start.isLogin
    prepareVariables(shell)
    for (const [word, next] of start.options) {
      const bad = applyOption(shell, word, next)
      if (bad !== undefined) return yield* refuseOption(shell, bad)
    }
    shell.parameters = start.parameters
    if (start.command !== undefined) return yield* runCommandString(shell, start.command)
    if (start.script !== undefined) return yield* runScript(shell, start.script)
    const isDialogue = start.isInteractive || (process.isTerminal(0) && process.isTerminal(2))
    if (isDialogue) return yield* runInteractive(shell, { edits: start.edits })
    return yield* runInput(shell)
  }
}

function prepareVariables(shell: Shell): void {
  const { variables, process, flavour } = shell
  const named = variables.get('PWD')
  variables.set('IFS', ' \t\n')
  variables.set('PWD', named !== undefined && isHere(process, named) ? named : process.cwd)
  variables.set('OPTIND', '1')
  if (flavour.name !== 'bash') return
  variables.export('PWD')
  variables.set('SHLVL', `${(Number(variables.get('SHLVL') ?? 0) || 0) + 1}`)
  variables.export('SHLVL')
  shell.options.add('braceexpand')
  shell.options.add('hashall')
  shell.options.add('interactive-comments')
}

/** PWD may name the working directory by a link. */
function isHere(process: Process, path: string): boolean {
  try {
    return path.startsWith('/') && process.realpath(path) === process.realpath('.')
  } catch (error) {
    if (error instanceof SystemError) return false
    throw error
  }
}

function* refuseOption(shell: Shell, bad: string): Run {
  const called = (shell.process.argv[0] ?? 'sh').replace(/^-/, '')
  const words = {
    bash: `${called}: ${bad}: invalid option\n`,
    dash: `${called}: 0: Illegal option ${bad}\n`,
    ash: `${called}: illegal option ${bad}\n`,
  }
  yield* write(shell.process, 2, shell.wordsOf(words))
  return 2
}

interface Start {
  readonly name: string
  readonly options: readonly (readonly [word: string, next?: string])[]
  readonly command?: string
  readonly script?: string
  readonly parameters: readonly string[]
  readonly isInteractive: boolean
  readonly isLogin: boolean
  readonly edits: boolean
}

function startOf(process: Process): Start {
  const [called = 'sh', ...words] = process.argv
  const options: (readonly [string, string?])[] = []
  const letters = new Set<string>()
  let at = 0
  for (; at < words.length && /^[-+]./.test(words[at] ?? ''); at++) {
    const word = words[at] ?? ''
    if (word === '--') {
      at++
      break
    }
    if (word.startsWith('--')) {
      letters.add(word)
      continue
    }
    for (const letter of word.slice(1)) letters.add(letter)
    const rest = word.replaceAll(/[cisl]/g, '')
    const takesName = rest.endsWith('o')
    if (rest.length > 1) options.push(takesName ? [rest, words[at + 1] ?? ''] : [rest])
    if (takesName) at++
  }
  const common = {
    options,
    isInteractive: letters.has('i'),
    isLogin: letters.has('l') || letters.has('--login') || called.startsWith('-'),
    edits: !letters.has('--noediting'),
  }
  const name = called.replace(/^-/, '')
  const rest = words.slice(at)
  if (letters.has('c')) {
    const [command = '', given, ...parameters] = rest
    return { ...common, command, name: given ?? name, parameters }
  }
  const [script, ...parameters] = rest
  if (letters.has('s') || script === undefined) return { ...common, name, parameters: rest }
  return { ...common, script, name: script, parameters }
}

function* runCommandString(shell: Shell, command: string): Run {
  shell.isCommandString = true
  return yield* runToEnd(shell, () => {
    shell.isLast = true
    return evaluateText(shell, command)
  })
}

function* runScript(shell: Shell, path: string): Run {
  const { process } = shell
  const found = path.includes('/') || exists(process, path) ? path : findProgram(process, path)
  try {
    const fd = process.open(found ?? path, { read: true })
    const text = yield* readText(process, fd)
    process.close(fd)
    return yield* runToEnd(shell, () => evaluateText(shell, text))
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    yield* write(process, 2, cannotOpen(shell, path, error))
    return shell.flavour.name === 'bash' && error.errno !== 'ENOENT' ? 126 : openStatus(shell)
  }
}

function openStatus(shell: Shell): number {
  return shell.flavour.name === 'bash' ? 127 : 2
}

function cannotOpen(shell: Shell, path: string, error: SystemError): string {
  const called = (shell.process.argv[0] ?? 'sh').replace(/^-/, '')
  const reason = error.errno === 'ENOENT' ? 'No such file' : error.message
  return shell.wordsOf({
    bash: `${called}: ${path}: ${error.message}\n`,
    dash: `${called}: 0: cannot open ${path}: ${reason}\n`,
    ash: `${called}: can't open '${path}': ${error.message}\n`,
  })
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

/** Commands from standard input: read line by line, so that they may read what follows. */
function* runInput(shell: Shell): Run {
  return yield* runToEnd(shell, function* () {
    const lines = new LineSource(shell)
    for (;;) {
      const text = yield* wholeCommand(lines)
      if (text === undefined) return shell.status
      shell.status = yield* evaluateText(shell, text)
    }
  })
}

/** As many lines as make a command; undefined at the end. Earlier lines count as empty ones. */
function* wholeCommand(lines: LineSource): Run<string | undefined> {
  const before = lines.count
  let text = ''
  for (;;) {
    const line = yield* lines.next()
    if (line === undefined) return text === '' ? undefined : '\n'.repeat(before) + text
    text += line
    const problem = problemOf(text, parse(text))
    if (problem?.isIncomplete !== true && !endsOpen(text)) return '\n'.repeat(before) + text
  }
}
