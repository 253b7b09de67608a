import { write } from '#engine'
import type { Command } from '../go/command.ts'
import { notify } from '../go/runtime.ts'
import { EventLoop } from '../http/event-loop.ts'

export const pause: Command = {
  name: 'pause',
  short: 'Pauses the execution',
  flags: [],
  args: { atMost: 0 },
  *run(process) {
    const [interrupted, terminated] = [notify(process, 'INT'), notify(process, 'TERM')]
    yield* write(process, 1, 'Paused\n')
    const loop = new EventLoop(process)
    loop.add(interrupted.wait())
    yield* loop.run(() => interrupted.has || terminated.has)
    return interrupted.has ? 1 : 2
  },
}
