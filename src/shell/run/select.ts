import { type Run, write } from '#engine'
import type { Select } from 'unbash'
import { readInputLine } from '../builtins/read.ts'
import { ShellError } from '../failure.ts'
import type { Shell } from '../shell.ts'
import { expandWords } from '../words/expand.ts'
import { eachRound, inLoop } from './loops.ts'
import { runList } from './lists.ts'

/** bash's menu: the numbered words, then PS3, again and again. */
export function* runSelect(shell: Shell, node: Select): Run {
  if (shell.flavour.name !== 'bash') throw new ShellError('select: not found', { status: 127 })
  const words =
    node.wordlist === undefined ? shell.parameters : yield* expandWords(shell, node.wordlist)
  if (words.length === 0) return 0
  let status = 0
  yield* inLoop(shell, function* () {
    yield* showMenu(shell, words)
    for (;;) {
      yield* write(shell.process, 2, shell.variables.get('PS3') ?? '#? ')
      const line = yield* readInputLine(shell)
      if (line === undefined) {
        yield* write(shell.process, 1, '\n')
        status = 1
        return
      }
      shell.variables.set('REPLY', line)
      if (line.trim() === '') {
        yield* showMenu(shell, words)
        continue
      }
      shell.variables.set(
        node.name.value,
        /^\d+$/.test(line.trim()) ? (words[Number(line) - 1] ?? '') : '',
      )
      yield* eachRound(shell, function* () {
        status = yield* runList(shell, node.body)
      })
    }
  })
  return status
}

function* showMenu(shell: Shell, words: readonly string[]): Run<void> {
  const width = Number(shell.variables.get('COLUMNS') ?? 0) || DEFAULT_WIDTH
  yield* write(shell.process, 2, menuOf(words, width))
}

const DEFAULT_WIDTH = 80
const TAB = 8

/** Down the columns, as many of them as there is room for; between them tabs. */
function menuOf(words: readonly string[], width: number): string {
  const digits = `${words.length}`.length
  const cell = Math.max(...words.map((word) => word.length)) + digits + 4
  const fitting = Math.max(1, Math.floor(width / cell))
  const least = Math.ceil(words.length / fitting)
  const rows = least === 1 ? words.length : least
  const lines = Array.from({ length: rows }, (_, row) => {
    let line = ''
    let at = 0
    for (let index = row; index < words.length; index += rows) {
      if (index > row) {
        line += gap(at, cell * Math.floor(index / rows))
        at = cell * Math.floor(index / rows)
      }
      const places = index === row ? `${rows}`.length : digits
      const shown = `${`${index + 1}`.padStart(places)}) ${words[index] ?? ''}`
      line += shown
      at += shown.length
    }
    return `${line}\n`
  })
  return lines.join('')
}

function gap(from: number, to: number): string {
  let text = ''
  for (let at = from; at < to;)
    if (Math.floor(to / TAB) > Math.floor(at / TAB)) {
      text += '\t'
      at += TAB - (at % TAB)
    } else {
      text += ' '
      at++
    }
  return text
}
