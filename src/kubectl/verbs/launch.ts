import { type ChildChange, exec, findProgram, type Process, type Run, waitFor } from '#engine'

/**
 * Runs a program of the machine with the same terminal and waits for its end; undefined when there
 * is none of that name. `prepare` is called in the child before.
 */
export function* launch(
  process: Process,
  [name = '', ...args]: readonly string[],
  prepare: (child: Process) => void = () => undefined,
): Run<ChildChange | undefined> {
  const file = findProgram(process, name)
  if (file === undefined) return undefined
  const child = process.fork(function* (own) {
    prepare(own)
    yield* exec(file, [name, ...args])
    return 127
  })
  return yield* waitFor(process, child)
}
