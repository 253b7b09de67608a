import { readDocuments } from '#manifest'
import type { KubeObject } from '../api/objects.ts'
import { CommandError } from '../failure.ts'
import { patchLocally, type PatchType } from './local-patch.ts'

const TYPES: readonly string[] = ['json', 'merge', 'strategic']

interface OverrideFlags {
  readonly overrides: string
  readonly 'override-type': string
}

/** The object with what --overrides says, merged as --override-type says. */
export function overridden(object: KubeObject, flags: OverrideFlags): KubeObject {
  const { overrides, 'override-type': type } = flags
  if (overrides === '') return object
  if (!isPatchType(type)) throw new CommandError(`invalid override type: ${type}`)
  const [document] = readDocuments(overrides)
  if (document?.ok !== true) throw new CommandError('overrides: invalid JSON')
  return patchLocally(object, document.value, type)
}

function isPatchType(type: string): type is PatchType {
  return TYPES.includes(type)
}
