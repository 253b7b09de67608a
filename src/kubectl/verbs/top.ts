import type { Command } from '../command.ts'
import { topNode } from './top/node.ts'
import { topPod } from './top/pod.ts'

export const top: Command = {
  name: 'top',
  use: 'top [flags]',
  summary: 'Display resource (CPU/memory) usage.',
  flags: {},
  suggestFor: ['stats'],
  subcommands: [topNode, topPod],
}
