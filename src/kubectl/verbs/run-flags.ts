import { bool, duration, int, type FlagValues, string, stringArray } from '../flags/flag.ts'
import {
  DRY_RUN_FLAG,
  fieldManagerFlag,
  FILENAME_FLAGS,
  OUTPUT_FLAGS,
  SAVE_CONFIG_FLAG,
} from '../flags/shared-flags.ts'

export const RUN_FLAGS = {
  ...DRY_RUN_FLAG,
  ...OUTPUT_FLAGS,
  ...SAVE_CONFIG_FLAG,
  ...fieldManagerFlag('kubectl-run'),
  annotations: stringArray({ usage: 'Annotations of the Pod, as KEY=VALUE.' }),
  attach: bool({ usage: 'Join the container once it runs.' }),
  // What --rm deletes is deleted in one way: these change nothing, in the real one either.
  ...FILENAME_FLAGS,
  cascade: string({
    initial: 'background',
    bare: 'background',
    usage: 'background, orphan or foreground.',
  }),
  force: bool({ usage: 'Delete at once.' }),
  'grace-period': int({ initial: -1, usage: 'Seconds that what is deleted has left.' }),
  timeout: duration({ initial: 0, usage: 'How long to wait for what is deleted.' }),
  wait: bool({ usage: 'Wait until what is deleted has gone.' }),
  command: bool({ usage: 'What follows -- is the command, not its arguments.' }),
  'detach-keys': string({ initial: 'ctrl-p,ctrl-q', usage: 'Keys that leave the session.' }),
  env: stringArray({ usage: 'Environment of the container, as KEY=VALUE.' }),
  expose: bool({ usage: 'Make a Service for the Pod, too.' }),
  image: string({ usage: 'The image of the container.', isRequired: true }),
  'image-pull-policy': string({ usage: 'Always, IfNotPresent or Never.' }),
  labels: string({ short: 'l', usage: 'Labels of the Pod, as a=b,c=d.' }),
  'leave-stdin-open': bool({ usage: 'Keep stdin open when the first session ends.' }),
  'override-type': string({ initial: 'merge', usage: 'How --overrides is merged.' }),
  overrides: string({ usage: 'JSON that is merged into the object.' }),
  'pod-running-timeout': duration({
    initial: 60_000,
    usage: 'How long to wait for a running Pod.',
  }),
  port: string({ usage: 'The port that the container exposes.' }),
  privileged: bool({ usage: 'Run the container privileged.' }),
  quiet: bool({ short: 'q', usage: 'Print no hints.' }),
  restart: string({ initial: 'Always', usage: 'Always, OnFailure or Never.' }),
  rm: bool({ usage: 'Delete the Pod when the session ends.' }),
  stdin: bool({ short: 'i', usage: 'Keep stdin of the container open.' }),
  tty: bool({ short: 't', usage: 'Give the container a terminal.' }),
}

export type RunFlags = FlagValues<typeof RUN_FLAGS>
