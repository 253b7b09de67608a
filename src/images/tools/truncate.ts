import type { Run } from '#engine'
import { type Call, Refusal, type Tool } from './call.ts'
import { parseOptions } from './options.ts'
import { attempting, missingOperand } from './refusals.ts'
import { sizeIn } from './sizes.ts'
import { attempt } from './texts.ts'

/** Makes files as long as is said: shorter, or longer with nothing in what is new. */
export const truncate: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'co',
    takes: 'sr',
    long: { 'no-create': 'c', size: 's', reference: 'r' },
  })
  const sizeOf = resizing(call, options.value('s'), options.value('r'))
  if (options.operands.length === 0) throw missingOperand(call, 'missing file operand')
  let isWell = true
  for (const path of options.operands) {
    const stat = attempt(() => call.process.stat(path))
    if (stat === undefined && options.has('c')) continue
    isWell = (yield* resize(call, path, sizeOf(stat?.size ?? 0))) && isWell
  }
  return isWell ? 0 : 1
}

/** 5, +5, -5, <5 and >5: a size, or how it follows from the one before. */
function resizing(
  call: Call,
  words: string | undefined,
  reference: string | undefined,
): (before: number) => number {
  const like = reference === undefined ? undefined : attempt(() => call.process.stat(reference))
  if (words === undefined && like === undefined) {
    const message = "you must specify either '--size' or '--reference'"
    throw missingOperand(call, message)
  }
  const [, mark = '', rest = ''] =
    (call.isBusybox ? /^()(.*)$/ : /^([-+<>]?)(.*)$/).exec(words ?? '') ?? []
  const size = like?.size ?? sizeIn(rest)
  if (size === undefined)
    throw new Refusal(
      call.isBusybox ? `invalid number '${words ?? ''}'` : `Invalid number: '${words ?? ''}'`,
    )
  switch (mark) {
    case '+':
      return (before) => before + size
    case '-':
      return (before) => Math.max(0, before - size)
    case '<':
      return (before) => Math.min(before, size)
    case '>':
      return (before) => Math.max(before, size)
    default:
      return () => size
  }
}

function* resize(call: Call, path: string, size: number): Run<boolean> {
  const { process } = call
  return yield* attempting(
    call,
    () => {
      const fd = process.open(path, { write: true, create: true }, 0o666)
      process.truncate(fd, size)
      process.close(fd)
    },
    ({ message }) =>
      call.isBusybox
        ? `${path}: open: ${message}`
        : `cannot open ${call.quote(path)} for writing: ${message}`,
  )
}
