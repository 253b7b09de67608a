import type { Command } from '../command.ts'
import { env } from './set/env.ts'
import { image } from './set/image.ts'
import { resources } from './set/resources.ts'
import { selector } from './set/selector.ts'
import { serviceAccount } from './set/serviceaccount.ts'
import { subject } from './set/subject.ts'

export const set: Command = {
  name: 'set',
  use: 'set SUBCOMMAND',
  summary: 'Set specific features on objects.',
  flags: {},
  subcommands: [env, image, resources, selector, serviceAccount, subject],
}
