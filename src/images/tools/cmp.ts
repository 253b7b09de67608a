import type { Run } from '#engine'
import { type Call, Refusal, type Tool } from './call.ts'
import { contents } from './checksums.ts'
import { openInput, PLAIN_WORDS } from './input.ts'
import { parseOptions } from './options.ts'
import { missingOperand } from './refusals.ts'

/** Compares two files byte by byte. */
export const cmp: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'sl',
    long: { silent: 's', quiet: 's', verbose: 'l' },
    status: 2,
  })
  const [first, second = '-', extra] = options.operands
  if (first === undefined)
    throw call.isBusybox
      ? missingOperand(call)
      : new Refusal(`missing operand after ${call.quote(call.name)}\n${hint(call)}`, { status: 2 })
  if (extra !== undefined && !/^\d+$/.test(extra))
    throw call.isBusybox
      ? new Refusal(`invalid number ${call.quote(extra)}`)
      : new Refusal(`invalid --ignore-initial value ${call.quote(extra)}\n${hint(call)}`, {
          status: 2,
        })
  const [a, b] = [yield* bytesOf(call, first), yield* bytesOf(call, second)]
  const at = firstDifference(a, b)
  if (at === undefined) return 0
  if (options.has('s')) return 1
  if (at === Math.min(a.length, b.length)) {
    const [short, bytes] = a.length < b.length ? [first, a] : [second, b]
    yield* call.complain(endWords(call, short, bytes))
    return 1
  }
  yield* call.print(`${first} ${second} differ: char ${at + 1}, line ${lineAt(a, at)}\n`)
  return 1
}

function hint({ name }: Call): string {
  return `${name}: Try '${name} --help' for more information.`
}

function* bytesOf(call: Call, path: string): Run<Uint8Array> {
  const fd = yield* openInput(call, path, PLAIN_WORDS)
  if (fd === undefined) throw new Refusal('', { status: 2 })
  return yield* contents(call, fd)
}

function firstDifference(a: Uint8Array, b: Uint8Array): number | undefined {
  const shorter = Math.min(a.length, b.length)
  for (let at = 0; at < shorter; at++) if (a[at] !== b[at]) return at
  return a.length === b.length ? undefined : shorter
}

function lineAt(bytes: Uint8Array, at: number): number {
  return bytes.subarray(0, at).filter((byte) => byte === 10).length + 1
}

function endWords(call: Call, path: string, bytes: Uint8Array): string {
  if (call.isBusybox) return `EOF on ${path}`
  if (bytes.length === 0) return `EOF on ${path} which is empty`
  const isAtLineEnd = bytes.at(-1) === 10
  const line = lineAt(bytes, bytes.length) - (isAtLineEnd ? 1 : 0)
  return `EOF on ${path} after byte ${bytes.length}, ${isAtLineEnd ? 'line' : 'in line'} ${line}`
}
