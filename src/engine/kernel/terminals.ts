import type { TerminalDirectory } from './devices.ts'
import { PseudoTerminal, type TerminalMaster } from './pseudo-terminal.ts'
import { sendSignal, signalGroup } from './signalling.ts'
import type { WindowSize } from './terminal.ts'

export interface TerminalPlace {
  /** The /dev/pts that it appears in. */
  readonly directory: TerminalDirectory
  readonly size?: WindowSize
}

const SIZE: WindowSize = { cols: 80, rows: 24 }

export function makeTerminal(place: TerminalPlace): TerminalMaster {
  const { directory } = place
  const name = directory.nextName()
  const terminal = new PseudoTerminal({
    name: `/dev/pts/${name}`,
    number: Number(name),
    size: place.size ?? SIZE,
    stat: () => directory.inode(name)?.stat() ?? directory.stat(),
    signalGroup,
    signalLeader: (leader, signal) => {
      sendSignal(leader, signal, 'outside')
    },
  })
  directory.put(name, terminal)
  return terminal
}
