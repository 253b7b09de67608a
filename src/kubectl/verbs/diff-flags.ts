import { CommandError } from '../failure.ts'
import { bool, type FlagValues, int, stringArray } from '../flags/flag.ts'
import { fieldManagerFlag, FILENAME_FLAGS, SELECTOR_FLAG } from '../flags/shared-flags.ts'

export const DIFF_FLAGS = {
  ...FILENAME_FLAGS,
  ...SELECTOR_FLAG,
  ...fieldManagerFlag('kubectl-client-side-apply'),
  concurrency: int({ initial: 1, usage: 'How many objects are looked at side by side.' }),
  'force-conflicts': bool({ usage: 'With --server-side: take fields over from other managers.' }),
  prune: bool({ usage: 'Show too what --prune of apply would delete.' }),
  'prune-allowlist': stringArray({ usage: 'Types that --prune may delete.' }),
  'server-side': bool({ usage: 'Let the server merge.' }),
  'show-managed-fields': bool({ usage: 'Leave managedFields in what is compared.' }),
  'show-secrets': bool({ usage: 'Show the data of Secrets as they are.' }),
}

export type DiffFlags = FlagValues<typeof DIFF_FLAGS>

export function checkDiffFlags(flags: DiffFlags): void {
  if (flags.filename.length === 0 && flags.kustomize === '')
    throw new CommandError('must specify one of -f and -k')
  if (flags['force-conflicts'] && !flags['server-side'])
    throw new CommandError('--force-conflicts only works with --server-side')
  if (flags.prune) throw new CommandError('--prune is not supported here')
}
