import { type Fd, SystemError, write } from '#engine'
import type { Tool } from './call.ts'
import { parseOptions } from './options.ts'

export const tee: Tool = function* (call) {
  const { process } = call
  const options = parseOptions(call, {
    flags: 'aip',
    long: { append: 'a', 'ignore-interrupts': 'i' },
  })
  if (options.has('i')) process.on('INT', 'ignore')
  const files: Fd[] = []
  let status = 0
  for (const path of options.operands)
    try {
      const isAppending = options.has('a')
      const how = { write: true, create: true, append: isAppending, truncate: !isAppending }
      files.push(process.open(path, how, 0o666))
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      status = 1
      yield* call.complain(`${path}: ${error.message}`)
    }
  for (;;) {
    const bytes = yield* call.read(0)
    if (bytes.length === 0) return status
    yield* call.print(bytes)
    yield* call.flush()
    for (const fd of files) yield* write(process, fd, bytes)
  }
}
