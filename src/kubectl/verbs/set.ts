import type { Command } from '../command.ts'
import { image } from './set/image.ts'

export const set: Command = {
  name: 'set',
  use: 'set SUBCOMMAND',
  summary: 'Set specific features on objects.',
  flags: {},
  subcommands: [image],
}
