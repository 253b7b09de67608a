import { invalidValue } from '../field-error.ts'
import type { Errors } from './rules.ts'

export function hasNoBacksteps(path: string, value: string): Errors {
  return value.split('/').includes('..') ? [invalidValue(path, value, "must not contain '..'")] : []
}

/** A path below some directory: relative, and never upwards. */
export function isLocalDescendingPath(path: string, value: string): Errors {
  return [
    ...(value.startsWith('/') ? [invalidValue(path, value, 'must be a relative path')] : []),
    ...hasNoBacksteps(path, value),
  ]
}

/** The same, and not beginning with two dots, which the kubelet uses itself. */
export function isLocalNonReservedPath(path: string, value: string): Errors {
  const isReserved = value.startsWith('..') && !value.startsWith('../')
  return [
    ...isLocalDescendingPath(path, value),
    ...(isReserved ? [invalidValue(path, value, "must not start with '..'")] : []),
  ]
}
