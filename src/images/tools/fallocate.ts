import { SystemError } from '#engine'
import { Refusal, type Tool } from './call.ts'
import { parseOptions } from './options.ts'
import { sizeIn } from './sizes.ts'

/** Sets room aside for a file, so that it is there when it is needed. */
export const fallocate: Tool = function* (call) {
  const { isBusybox, process } = call
  const options = parseOptions(call, { flags: 'v', takes: 'l', long: { length: 'l' } })
  const [path, ...others] = options.operands
  const words = options.value('l')
  if (isBusybox && (path === undefined || words === undefined || others.length > 0))
    throw new Refusal('', { usage: true })
  const size = sizeIn(words ?? '')
  const isBad = size === undefined || (size === 0 && !isBusybox)
  if (words !== undefined && isBad)
    throw new Refusal(isBusybox ? `invalid number '${words}'` : 'invalid length value specified')
  if (path !== undefined && size === undefined) throw new Refusal('no length argument specified')
  if (path === undefined || size === undefined) throw new Refusal('no filename specified')
  if (others.length > 0) throw new Refusal('unexpected number of arguments')
  yield* call.flush()
  const fd = attempting(
    () => process.open(path, { read: true, write: true, create: true }, 0o666),
    (why) => (isBusybox ? `can't open '${path}': ${why}` : `cannot open ${path}: ${why}`),
  )
  attempting(
    () => {
      process.allocate(fd, size)
    },
    (why) => (isBusybox ? `fallocate '${path}': ${why}` : `fallocate failed: ${why}`),
  )
  process.close(fd)
  return 0
}

function attempting<T>(act: () => T, words: (why: string) => string): T {
  try {
    return act()
  } catch (error) {
    if (error instanceof SystemError) throw new Refusal(words(error.message))
    throw error
  }
}
