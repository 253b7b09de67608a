import { bool, type FlagValues, string } from '../flags/flag.ts'
import {
  ALL_NAMESPACES_FLAG,
  DRY_RUN_FLAG,
  FIELD_SELECTOR_FLAG,
  fieldManagerFlag,
  FILENAME_FLAGS,
  OUTPUT_FLAGS,
  SELECTOR_FLAG,
} from '../flags/shared-flags.ts'

/** What `label` and `annotate` have in common. */
export const MARK_FLAGS = {
  ...FILENAME_FLAGS,
  ...SELECTOR_FLAG,
  ...FIELD_SELECTOR_FLAG,
  ...ALL_NAMESPACES_FLAG,
  ...DRY_RUN_FLAG,
  ...OUTPUT_FLAGS,
  ...fieldManagerFlag('kubectl'),
  all: bool({ usage: 'Every object of the types, in the namespace.' }),
  list: bool({ usage: 'Print what the objects have.' }),
  local: bool({ usage: 'Change the file on its way through, and ask no server.' }),
  overwrite: bool({ usage: 'Replace values that are there.' }),
  'resource-version': string({ usage: 'Only if the object still is of this version.' }),
}

export type MarkFlags = FlagValues<typeof MARK_FLAGS>
