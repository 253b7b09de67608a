import type { Command, CommandGroup } from '../command.ts'
import { annotate } from './annotate.ts'
import { apiResources } from './api-resources.ts'
import { apiVersions } from './api-versions.ts'
import { apply } from './apply.ts'
import { attach } from './attach.ts'
import { clusterInfo } from './cluster-info.ts'
import { config } from './config.ts'
import { create } from './create.ts'
import { deleteVerb } from './delete.ts'
import { describe } from './describe.ts'
import { edit } from './edit.ts'
import { events } from './events.ts'
import { exec } from './exec.ts'
import { explain } from './explain.ts'
import { get } from './get.ts'
import { label } from './label.ts'
import { logs } from './logs.ts'
import { options } from './options.ts'
import { patch } from './patch.ts'
import { portForward } from './port-forward.ts'
import { replace } from './replace.ts'
import { run } from './run.ts'
import { scale } from './scale.ts'
import { unsupported } from './unsupported.ts'
import { version } from './version.ts'
import { wait } from './wait.ts'

/** Verbs that belong together in the help, in kubectl's order: so too they are suggested. */
const GROUPS: readonly CommandGroup[] = [
  {
    title: 'Basic Commands (Beginner)',
    commands: [
      create,
      unsupported('expose', 'Take a deployment or pod and expose it as a new Kubernetes service'),
      run,
      unsupported('set', 'Set specific features on objects'),
    ],
  },
  { title: 'Basic Commands (Intermediate)', commands: [explain, get, edit, deleteVerb] },
  {
    title: 'Deploy Commands',
    commands: [
      unsupported('rollout', 'Manage the rollout of a resource'),
      scale,
      unsupported('autoscale', 'Auto-scale a deployment or replica set'),
    ],
  },
  {
    title: 'Cluster Management Commands',
    commands: [
      unsupported('certificate', 'Modify certificate resources'),
      clusterInfo,
      unsupported('top', 'Display resource (CPU/memory) usage'),
      unsupported('cordon', 'Mark node as unschedulable'),
      unsupported('uncordon', 'Mark node as schedulable'),
      unsupported('drain', 'Drain node in preparation for maintenance'),
      unsupported('taint', 'Update the taints on one or more nodes'),
    ],
  },
  {
    title: 'Troubleshooting and Debugging Commands',
    commands: [
      describe,
      logs,
      attach,
      exec,
      portForward,
      unsupported('proxy', 'Run a proxy to the Kubernetes API server'),
      unsupported('cp', 'Copy files and directories to and from containers'),
      unsupported('auth', 'Inspect authorization'),
      unsupported('debug', 'Create debugging sessions for troubleshooting workloads and nodes'),
      events,
    ],
  },
  {
    title: 'Advanced Commands',
    commands: [
      unsupported('diff', 'Diff the live version against a would-be applied version'),
      apply,
      patch,
      replace,
      wait,
      unsupported('kustomize', 'Build a kustomization target from a directory or URL'),
    ],
  },
  {
    title: 'Settings Commands',
    commands: [
      label,
      annotate,
      unsupported('completion', 'Output shell completion code for the specified shell'),
    ],
  },
]

const OTHERS: readonly Command[] = [
  config,
  unsupported('plugin', 'Provides utilities for interacting with plugins'),
  version,
  apiVersions,
  apiResources,
  options,
]

/** `kubectl` itself. */
export const ROOT: Command = {
  name: 'kubectl',
  use: '[flags] [options]',
  summary: 'kubectl controls the Kubernetes cluster manager.',
  flags: {},
  groups: GROUPS,
  subcommands: [...GROUPS.flatMap(({ commands }) => commands), ...OTHERS],
}
