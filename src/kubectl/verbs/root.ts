import type { Command } from '../command.ts'
import { apply } from './apply.ts'
import { create } from './create.ts'
import { deleteVerb } from './delete.ts'
import { describe } from './describe.ts'
import { exec } from './exec.ts'
import { get } from './get.ts'
import { logs } from './logs.ts'

/** `kubectl` itself, and its verbs in the order in which it offers them. */
export const ROOT: Command = {
  name: 'kubectl',
  use: '[flags] [options]',
  summary: 'kubectl controls the Kubernetes cluster manager.',
  flags: {},
  subcommands: [create, get, deleteVerb, describe, logs, exec, apply],
}
