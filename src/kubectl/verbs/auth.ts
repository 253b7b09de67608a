import type { Command } from '../command.ts'
import { canI } from './auth/can-i.ts'
import { whoami } from './auth/whoami.ts'

export const auth: Command = {
  name: 'auth',
  use: 'auth [flags]',
  summary: 'Inspect authorization.',
  flags: {},
  subcommands: [canI, whoami],
}
