import { bool, type FlagValues, string, stringArray, stringSlice } from '../flags/flag.ts'

export const DEBUG_FLAGS = {
  'arguments-only': bool({ usage: 'What follows -- are arguments, not the command.' }),
  attach: bool({ usage: 'Join the container once it runs.' }),
  container: string({ short: 'c', usage: 'Name of the new container.' }),
  env: stringArray({ usage: 'Environment of the container, as KEY=VALUE.' }),
  filename: stringSlice({ short: 'f', usage: 'File that names what to debug.' }),
  image: string({ usage: 'The image of the container.' }),
  'image-pull-policy': string({ usage: 'Always, IfNotPresent or Never.' }),
  profile: string({ initial: 'general', usage: 'general, baseline or netadmin.' }),
  quiet: bool({ short: 'q', usage: 'Print no hints.' }),
  stdin: bool({ short: 'i', usage: 'Keep stdin of the container open.' }),
  target: string({ usage: 'Container whose processes are to be seen.' }),
  tty: bool({ short: 't', usage: 'Give the container a terminal.' }),
}

export type DebugFlags = FlagValues<typeof DEBUG_FLAGS>
