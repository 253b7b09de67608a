import { type Process, type Program, type Run, SystemError, work, write } from '#engine'

const START_US = 30_000

/** Python 2.7 that runs the scripts of one image and no others: they are programs of ours. */
export function pythonWith(scripts: ReadonlyMap<string, Program>): Program {
  return (process) => python(process, scripts)
}

function* python(process: Process, scripts: ReadonlyMap<string, Program>): Run {
  yield* work(START_US)
  const [name = '', script] = process.argv
  if (script === '-V' || script === '--version') {
    yield* write(process, 2, 'Python 2.7.13\n')
    return 0
  }
  if (script === undefined || script.startsWith('-')) {
    yield* write(process, 2, `${name}: only the scripts of this image can be run here\n`)
    return 2
  }
  const path = resolved(process, script)
  if (path === undefined) {
    const said = `can't open file '${script}': [Errno 2] No such file or directory`
    yield* write(process, 2, `${name}: ${said}\n`)
    return 2
  }
  const program = scripts.get(path)
  if (program !== undefined) return yield* program(process)
  yield* write(process, 2, `${name}: only the scripts of this image can be run here\n`)
  return 1
}

function resolved(process: Process, script: string): string | undefined {
  try {
    return process.realpath(script)
  } catch (error) {
    if (error instanceof SystemError) return undefined
    throw error
  }
}
