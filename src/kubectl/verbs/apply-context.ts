import type { KubeObject } from '../api/objects.ts'
import type { FlagValues } from '../flags/flag.ts'
import { type DryRun, fieldValidationOf } from '../flags/shared-flags.ts'
import type { APPLY_FLAGS } from './apply-flags.ts'

export type ApplyFlags = FlagValues<typeof APPLY_FLAGS>

export interface ApplyContext {
  readonly flags: ApplyFlags
  readonly dryRun: DryRun
  readonly manager: string
}

export interface Applied {
  readonly object: KubeObject
  readonly operation: string
}

export function writeQuery({ flags, dryRun, manager }: ApplyContext) {
  return [
    ...(dryRun === 'server' ? [['dryRun', 'All'] as const] : []),
    ['fieldManager', manager] as const,
    ['fieldValidation', fieldValidationOf(flags.validate)] as const,
  ]
}
