import { exec, findProgram, type Run, sleep, waitFor } from '#engine'
import type { Call, Tool } from './call.ts'
import { parseOptions } from './options.ts'
import { missingOperand } from './refusals.ts'
import { strftime } from '#shell'

export const watch: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'bcdegptx',
    takes: 'n',
    long: { interval: 'n', 'no-title': 't', differences: 'd', errexit: 'e', exec: 'x' },
    stopsAtOperand: true,
  })
  if (options.operands.length === 0) throw missingOperand(call)
  const seconds = Math.max(0.1, Number(options.value('n') ?? 2))
  const command = options.operands.join(' ')
  for (;;) {
    yield* call.print('\x1b[H\x1b[J')
    if (!options.has('t')) yield* call.print(titleOf(call, command, seconds))
    yield* call.flush()
    yield* runOnce(call, command)
    yield* sleep(call.process, seconds * 1000)
  }
}

function titleOf(call: Call, command: string, seconds: number): string {
  const { process } = call
  const left = `Every ${seconds.toFixed(1)}s: ${command}`
  const time = strftime('%a %b %e %H:%M:%S %Y', process.wallClock)
  const right = call.isBusybox
    ? strftime('%F %T', process.wallClock)
    : `${process.hostname}: ${time}`
  const columns = process.isTerminal(1) ? process.terminal(1).size.cols : 80
  return `${left}${right.padStart(Math.max(right.length + 1, columns - left.length))}\n\n`
}

function* runOnce({ process }: Call, command: string): Run<void> {
  const child = process.fork(function* (inner) {
    yield* exec(findProgram(inner, 'sh') ?? '/bin/sh', ['sh', '-c', command])
    return 127
  })
  yield* waitFor(process, child)
}
