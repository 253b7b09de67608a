import { type Process, type Run, write } from '#engine'

export function* nnp(process: Process): Run {
  yield* write(process, 1, `Effective uid: ${process.credentials.uid}\n`)
  return 0
}
