import {
  bool,
  type FlagValues,
  string,
  stringArray,
  stringSlice,
  stringToString,
} from '../flags/flag.ts'

export const DEBUG_FLAGS = {
  'arguments-only': bool({ usage: 'What follows -- are arguments, not the command.' }),
  attach: bool({ usage: 'Join the container once it runs.' }),
  container: string({ short: 'c', usage: 'Name of the new container.' }),
  'copy-to': string({ usage: 'Make a copy of the Pod with this name, and look into that.' }),
  env: stringArray({ usage: 'Environment of the container, as KEY=VALUE.' }),
  filename: stringSlice({ short: 'f', usage: 'File that names what to debug.' }),
  image: string({ usage: 'The image of the container.' }),
  'image-pull-policy': string({ usage: 'Always, IfNotPresent or Never.' }),
  'keep-annotations': bool({ usage: 'With --copy-to: the copy has the annotations too.' }),
  'keep-init-containers': bool({
    initial: true,
    usage: 'With --copy-to: the copy has the init containers too.',
  }),
  'keep-labels': bool({ usage: 'With --copy-to: the copy has the labels too.' }),
  'keep-liveness': bool({ usage: 'With --copy-to: the copy has the liveness probes too.' }),
  'keep-readiness': bool({ usage: 'With --copy-to: the copy has the readiness probes too.' }),
  'keep-startup': bool({ usage: 'With --copy-to: the copy has the startup probes too.' }),
  profile: string({ initial: 'general', usage: 'general, baseline or netadmin.' }),
  quiet: bool({ short: 'q', usage: 'Print no hints.' }),
  replace: bool({ usage: 'With --copy-to: delete the original Pod.' }),
  'same-node': bool({ usage: 'With --copy-to: the copy runs on the node of the original.' }),
  'set-image': stringToString({ usage: 'With --copy-to: other images, as NAME=IMAGE; * for all.' }),
  'share-processes': bool({
    initial: true,
    usage: 'With --copy-to: the containers of the copy see the processes of each other.',
  }),
  stdin: bool({ short: 'i', usage: 'Keep stdin of the container open.' }),
  target: string({ usage: 'Container whose processes are to be seen.' }),
  tty: bool({ short: 't', usage: 'Give the container a terminal.' }),
}

export type DebugFlags = FlagValues<typeof DEBUG_FLAGS>
