import { print, type Builtin } from './builtin.ts'

export const times: Builtin = function* (shell) {
  const seconds = (shell.process.now - shell.startedAt) / 1000
  const shown = `${Math.floor(seconds / 60)}m${(seconds % 60).toFixed(3)}s`
  yield* print(shell, `0m0.000s 0m0.000s\n0m0.000s ${shown}\n`)
  return 0
}

/** ulimit: only what it shows; nothing here is bounded by it. */
export const ulimit: Builtin = function* (shell, [option = '-f']) {
  yield* print(shell, option === '-n' ? '1048576\n' : 'unlimited\n')
  return 0
}
