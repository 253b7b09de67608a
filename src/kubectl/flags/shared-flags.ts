import { CommandError } from '../failure.ts'
import { BadValue, bool, parseBool, string, stringSlice } from './flag.ts'

/** Flags that several commands have in common, and how their values are understood. */

export const FILENAME_FLAGS = {
  filename: stringSlice({ short: 'f', usage: 'File, directory or URL that holds the objects.' }),
  kustomize: string({ short: 'k', usage: 'Kustomization directory; not together with -f or -R.' }),
  recursive: bool({ short: 'R', usage: 'Go into the directories of -f.' }),
}

export const SELECTOR_FLAG = {
  selector: string({
    short: 'l',
    usage: "Label query: '=', '==', '!=', 'in', 'notin', as in key1=value1,key2 in (a,b).",
  }),
}

export const FIELD_SELECTOR_FLAG = {
  'field-selector': string({
    usage: "Field query: '=', '==', '!='; the server knows a few fields.",
  }),
}

export const ALL_NAMESPACES_FLAG = {
  'all-namespaces': bool({ short: 'A', usage: 'In every namespace; --namespace is passed over.' }),
}

export const DRY_RUN_FLAG = {
  'dry-run': string({
    initial: 'none',
    bare: 'unchanged',
    usage: '"none", "server" or "client": where the request stops.',
  }),
}

export const VALIDATE_FLAG = {
  validate: string({
    initial: 'strict',
    bare: 'strict',
    usage: 'strict (or true), warn, ignore (or false): what unknown fields mean.',
  }),
}

export function fieldManagerFlag(initial: string) {
  return { 'field-manager': string({ initial, usage: 'Name that owns the fields it sets.' }) }
}

export const SAVE_CONFIG_FLAG = {
  'save-config': bool({ usage: 'Keep the configuration in an annotation, for kubectl apply.' }),
}

export const OUTPUT_FLAGS = {
  output: string({ short: 'o', usage: 'Output format.' }),
  template: string({ usage: 'Template for -o go-template, or a file of it.' }),
  'allow-missing-template-keys': bool({ initial: true, usage: 'Print nothing for missing keys.' }),
  'show-managed-fields': bool({ usage: 'Keep managedFields in JSON and YAML.' }),
}

export type DryRun = 'none' | 'client' | 'server'

/** What --dry-run asks for, and the warning that an outdated spelling earns. */
export function dryRunOf(text: string): { readonly dryRun: DryRun; readonly warning?: string } {
  if (text === 'none' || text === 'client' || text === 'server') return { dryRun: text }
  if (text === 'unchanged')
    return {
      dryRun: 'client',
      warning: '--dry-run is deprecated and can be replaced with --dry-run=client.',
    }
  const value = boolean(text)
  if (value === undefined)
    throw new CommandError(
      `Invalid dry-run value (${text}). Must be "none", "server", or "client".`,
    )
  const dryRun = value ? 'client' : 'none'
  const warning = `--dry-run=${text} is deprecated (boolean value) and can be replaced with --dry-run=${dryRun}.`
  return { dryRun, warning }
}

export type FieldValidation = 'Strict' | 'Warn' | 'Ignore'

export function fieldValidationOf(text: string): FieldValidation {
  const words = new Map<string, FieldValidation>([
    ['strict', 'Strict'],
    ['warn', 'Warn'],
    ['ignore', 'Ignore'],
  ])
  const word = words.get(text)
  if (word !== undefined) return word
  const value = boolean(text)
  if (value !== undefined) return value ? 'Strict' : 'Ignore'
  throw new CommandError(
    `invalid - validate option "${text}"; must be one of: strict (or true), warn, ignore (or false)`,
  )
}

function boolean(text: string): boolean | undefined {
  try {
    return parseBool(text)
  } catch (error) {
    if (error instanceof BadValue) return undefined
    throw error
  }
}
