import { type Process, type Program, read, type Run, SystemError, work, write } from '#engine'
import { httpServer } from './http-server.ts'

const START_US = 60_000
const MEMORY_BYTES = 12 * 2 ** 20

/** The interpreter, as far as it goes here: its version, and the module http.server. */
export function pythonOf(version: string): Program {
  return (process) => python(process, version)
}

function* python(process: Process, version: string): Run {
  process.useMemory(MEMORY_BYTES)
  yield* work(START_US)
  const [name = '', ...words] = process.argv
  let isUnbuffered = (process.env.get('PYTHONUNBUFFERED') ?? '') !== ''
  while (words[0] === '-u' || words[0] === '-B')
    isUnbuffered = words.shift() === '-u' || isUnbuffered
  const [first, module, ...args] = words
  if (first === '-V' || first === '--version') {
    yield* write(process, 1, `Python ${version}\n`)
    return 0
  }
  if (first === '-m' && module === 'http.server')
    return yield* httpServer(process, { args, version, isUnbuffered })
  if (first === '-m') return yield* refuse(process, 1, `${name}: No module named ${module ?? ''}`)
  if (first !== undefined && !first.startsWith('-') && !isThere(process, first)) {
    const path = first.startsWith('/') ? first : `${process.cwd}/${first}`
    const why = `can't open file '${path}': [Errno 2] No such file or directory`
    return yield* refuse(process, 2, `${name}: ${why}`)
  }
  // Without a script it reads one from its standard input; where that is empty, there is nothing to do.
  if (first === undefined && (yield* read(process, 0)).length === 0) return 0
  return yield* refuse(process, 1, `${name}: not simulated: only -m http.server can be run here`)
}

function* refuse(process: Process, code: number, line: string): Run {
  yield* write(process, 2, `${line}\n`)
  return code
}

function isThere(process: Process, path: string): boolean {
  try {
    process.stat(path)
    return true
  } catch (error) {
    if (error instanceof SystemError) return false
    throw error
  }
}
