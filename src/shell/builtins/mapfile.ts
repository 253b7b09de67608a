import { type Run, write } from '#engine'
import type { Shell } from '../shell.ts'
import { isName } from '../variables.ts'
import { guarded } from '../words/assign.ts'
import { quoteWord } from '../words/text-operations.ts'
import { type Builtin, complainAbout, inAll } from './builtin.ts'
import { readLine, readOptions } from './read.ts'

const USAGE =
  'usage: mapfile [-d delim] [-n count] [-O origin] [-s count] [-t] [-u fd] [-C callback] [-c quantum] [array]'

/** mapfile and readarray of bash: lines into an array. */
export const mapfile: Builtin = function* (shell, args, called) {
  const read = optionsIn(args)
  if (typeof read === 'string') {
    yield* complainAbout(shell, called, inAll(`${read}: invalid option`))
    yield* write(shell.process, 2, `${called}: ${USAGE}\n`)
    return 2
  }
  const { options, name } = read
  const complaint = complaintAbout(options, name)
  if (complaint !== undefined) {
    yield* complainAbout(shell, called, inAll(complaint))
    return 1
  }
  yield* fill(shell, name, options)
  return 0
}

type Options = ReadonlyMap<string, string>

/** What was asked for, or the option that is none. */
function optionsIn(
  args: readonly string[],
): { readonly options: Options; readonly name: string } | string {
  const options = new Map<string, string>()
  let at = 0
  for (; /^-./.test(args[at] ?? ''); at++) {
    const word = args[at] ?? ''
    if (word === '--') {
      at++
      break
    }
    const letter = word.charAt(1)
    if (!'dnOstuCc'.includes(letter)) return word.slice(0, 2)
    if (letter === 't') options.set('t', '')
    else options.set(letter, word.length > 2 ? word.slice(2) : (args[++at] ?? ''))
  }
  return { options, name: args[at] ?? 'MAPFILE' }
}

const COUNTS: readonly (readonly [letter: string, what: string])[] = [
  ['n', 'line count'],
  ['O', 'array origin'],
  ['s', 'line count'],
  ['c', 'callback quantum'],
]

function complaintAbout(options: Options, name: string): string | undefined {
  for (const [letter, what] of COUNTS) {
    const value = options.get(letter) ?? '0'
    if (!/^\d+$/.test(value)) return `${value}: invalid ${what}`
  }
  return isName(name) ? undefined : `\`${name}': not a valid identifier`
}

const EVERY_LINES = 5000

function* fill(shell: Shell, name: string, options: Options): Run<void> {
  const number = (letter: string, otherwise: number): number =>
    Number(options.get(letter) ?? otherwise)
  const most = number('n', 0) || Infinity
  const quantum = number('c', EVERY_LINES)
  const begunAt = number('O', 0)
  const elements = new Map(options.has('O') ? shell.variables.elements(name) : [])
  const store = (): void => {
    guarded(shell, () => {
      shell.variables.setArray(name, 'indexed', elements)
    })
  }
  let skipped = number('s', 0)
  for (let count = 0; count < most;) {
    const line = yield* lineOf(shell, options)
    if (line === undefined) break
    if (skipped > 0) {
      skipped--
      continue
    }
    const index = begunAt + count++
    const callback = options.get('C')
    if (callback !== undefined && count % quantum === 0)
      yield* shell.evaluate(`${callback} ${index} ${quoteWord(line, true)}`)
    elements.set(`${index}`, line)
  }
  store()
}

/** With the delimiter that ended it, unless that is not wanted; undefined at the end. */
function* lineOf(shell: Shell, options: Options): Run<string | undefined> {
  const delimiter = options.get('d')
  const wanted = [
    '-r',
    '-u',
    options.get('u') ?? '0',
    ...(delimiter === undefined ? [] : ['-d', delimiter]),
  ]
  const line = yield* readLine(shell, readOptions(wanted))
  if (line.hasEnded && line.text === '') return undefined
  return line.text + (options.has('t') || line.hasEnded ? '' : (delimiter ?? '\n').slice(0, 1))
}
