import { CommandError } from '../failure.ts'
import { bool, type FlagValues, int, string, stringSlice } from '../flags/flag.ts'
import {
  ALL_NAMESPACES_FLAG,
  FIELD_SELECTOR_FLAG,
  FILENAME_FLAGS,
  OUTPUT_FLAGS,
  SELECTOR_FLAG,
} from '../flags/shared-flags.ts'
import { checkRawPath } from './raw.ts'

export const GET_FLAGS = {
  ...OUTPUT_FLAGS,
  ...FILENAME_FLAGS,
  ...SELECTOR_FLAG,
  ...FIELD_SELECTOR_FLAG,
  ...ALL_NAMESPACES_FLAG,
  'chunk-size': int({ initial: 500, usage: 'Long lists come in pieces of this size; 0: at once.' }),
  'ignore-not-found': bool({ usage: 'What is not there is no error.' }),
  'label-columns': stringSlice({ short: 'L', usage: 'Labels that get a column of their own.' }),
  'no-headers': bool({ usage: 'Leave out the heads of the columns.' }),
  'output-watch-events': bool({ usage: 'Print what kind of change each one is.' }),
  raw: string({ usage: 'Path of the API to print as it is.' }),
  'server-print': bool({ initial: true, usage: 'Let the server make the table.' }),
  'show-kind': bool({ usage: 'Print names as type/name.' }),
  'show-labels': bool({ usage: 'Print all labels in a last column.' }),
  'sort-by': string({ usage: "JSONPath of the field to sort by, as '{.metadata.name}'." }),
  subresource: string({ usage: 'Subresource to get: status, scale, …' }),
  watch: bool({ short: 'w', usage: 'Go on and print every change.' }),
  'watch-only': bool({ usage: 'Print changes only, not what is there now.' }),
}

export type GetFlags = FlagValues<typeof GET_FLAGS>

/** Tables for people, not a format for programs. */
export function isHuman(flags: GetFlags): boolean {
  return (flags.output === '' && flags.template === '') || flags.output === 'wide'
}

export function usesServerTables(flags: GetFlags): boolean {
  return isHuman(flags) && flags['server-print']
}

export function checkGetFlags(flags: GetFlags): void {
  if (flags.raw !== '') {
    if (flags.watch || flags['watch-only'] || flags.selector !== '')
      throw new CommandError(
        '--raw may not be specified with other flags that filter the server request or alter the output',
      )
    if (flags.output !== '') throw new CommandError('--raw and --output are mutually exclusive')
    checkRawPath(flags.raw)
  }
  if (flags['show-labels'] && flags.output !== '' && flags.output !== 'wide')
    throw new CommandError(`--show-labels option cannot be used with ${flags.output} printer`)
  if (flags['output-watch-events'] && !flags.watch && !flags['watch-only'])
    throw new CommandError(
      '--output-watch-events option can only be used with --watch or --watch-only',
    )
}
