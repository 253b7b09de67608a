import type { Command } from '../command.ts'
import { history } from './rollout/history.ts'
import { pause, restart, resume } from './rollout/switches.ts'
import { status } from './rollout/status.ts'
import { undo } from './rollout/undo.ts'

export const rollout: Command = {
  name: 'rollout',
  use: 'rollout SUBCOMMAND',
  summary: 'Manage the rollout of one or many resources.',
  listed: 'Manage the rollout of a resource',
  examples: [
    { what: 'Go back to what was before', line: 'kubectl rollout undo deployment/web' },
    { what: 'Wait until all Pods are new', line: 'kubectl rollout status deployment/web' },
  ],
  flags: {},
  subcommands: [history, pause, restart, resume, status, undo],
}
