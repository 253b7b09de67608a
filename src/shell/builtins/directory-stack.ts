import type { Run } from '#engine'
import type { Shell } from '../shell.ts'
import { type Builtin, complainAbout, inAll, print } from './builtin.ts'
import { moveTo } from './directory.ts'

export const pushd: Builtin = function* (shell, [target], called) {
  const here = shell.variables.get('PWD') ?? shell.process.cwd
  const [top, ...rest] = shell.directories
  const next = target ?? top
  if (next === undefined) {
    yield* complainAbout(shell, called, inAll('no other directory'))
    return 1
  }
  const refusal = moveTo(shell, next, false)
  if (refusal !== undefined) {
    yield* complainAbout(shell, called, inAll(`${next}: ${refusal.message}`))
    return 1
  }
  shell.directories = [here, ...(target === undefined ? rest : shell.directories)]
  return yield* show(shell)
}

export const popd: Builtin = function* (shell, _args, called) {
  const [top, ...rest] = shell.directories
  if (top === undefined) {
    yield* complainAbout(shell, called, inAll('directory stack empty'))
    return 1
  }
  const refusal = moveTo(shell, top, false)
  if (refusal !== undefined) {
    yield* complainAbout(shell, called, inAll(`${top}: ${refusal.message}`))
    return 1
  }
  shell.directories = rest
  return yield* show(shell)
}

export const dirs: Builtin = function* (shell, args) {
  if (args[0] === '-c') {
    shell.directories = []
    return 0
  }
  return yield* show(shell)
}

function* show(shell: Shell): Run {
  const home = shell.variables.get('HOME') ?? ''
  const all = [shell.variables.get('PWD') ?? shell.process.cwd, ...shell.directories]
  const shown = all.map((path) =>
    home !== '' && home !== '/' && (path === home || path.startsWith(`${home}/`))
      ? `~${path.slice(home.length)}`
      : path,
  )
  yield* print(shell, `${shown.join(' ')}\n`)
  return 0
}
