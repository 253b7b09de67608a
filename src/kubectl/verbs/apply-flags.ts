import { CommandError } from '../failure.ts'
import { bool, duration, type FlagValues, int, string, stringArray } from '../flags/flag.ts'
import {
  DRY_RUN_FLAG,
  type DryRun,
  fieldManagerFlag,
  FILENAME_FLAGS,
  OUTPUT_FLAGS,
  SELECTOR_FLAG,
  VALIDATE_FLAG,
} from '../flags/shared-flags.ts'

export const APPLY_FLAGS = {
  ...FILENAME_FLAGS,
  ...VALIDATE_FLAG,
  ...DRY_RUN_FLAG,
  ...SELECTOR_FLAG,
  ...fieldManagerFlag('kubectl-client-side-apply'),
  ...OUTPUT_FLAGS,
  all: bool({ usage: 'With --prune: every object of the types.' }),
  cascade: string({
    initial: 'background',
    bare: 'background',
    usage: 'What becomes of dependents when --force replaces an object.',
  }),
  force: bool({ usage: 'Delete and create anew what cannot be changed.' }),
  'force-conflicts': bool({ usage: 'With --server-side: take fields over from other managers.' }),
  'grace-period': int({ initial: -1, usage: 'Seconds to end in when --force deletes.' }),
  'openapi-patch': bool({ initial: true, usage: "Use the server's schema to compare." }),
  overwrite: bool({ initial: true, usage: 'Where both have changed, the manifest counts.' }),
  prune: bool({ usage: 'Delete what was applied before and is not in the files.' }),
  'prune-allowlist': stringArray({ usage: 'Types that --prune may delete.' }),
  'server-side': bool({ usage: 'Let the server merge.' }),
  subresource: string({ usage: 'Subresource to apply to, with --server-side.' }),
  timeout: duration({ initial: 0, usage: 'How long to wait when --force deletes.' }),
  wait: bool({ usage: 'Wait for the end when --force deletes.' }),
}

export function checkApplyFlags(flags: FlagValues<typeof APPLY_FLAGS>, dryRun: DryRun): void {
  const complaint = complaintAbout(flags, dryRun)
  if (complaint !== undefined) throw new CommandError(complaint)
}

function complaintAbout(flags: FlagValues<typeof APPLY_FLAGS>, dryRun: DryRun): string | undefined {
  const onServer = flags['server-side']
  if (flags['force-conflicts'] && !onServer)
    return '--force-conflicts only works with --server-side'
  if (dryRun === 'client' && onServer)
    return "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)"
  if (onServer && flags.force) return '--force cannot be used with --server-side'
  if (dryRun === 'server' && flags.force) return '--dry-run=server cannot be used with --force'
  if (flags.all && flags.selector !== '') return 'cannot set --all and --selector at the same time'
  if (flags.prune) return '--prune is not supported here'
  if (flags.subresource !== '' && !onServer)
    return '--subresource can only be specified for --server-side'
  return undefined
}
