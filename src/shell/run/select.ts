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
  const width = `${words.length}`.length
  const lines = words.map((word, index) => `${`${index + 1}`.padStart(width)}) ${word}\n`)
  yield* write(shell.process, 2, lines.join(''))
}
