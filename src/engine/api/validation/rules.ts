import { type FieldError, invalidValue, notSupported, required } from '../field-error.ts'
import {
  dns1123Label,
  dns1123Subdomain,
  type NameRule,
  qualifiedName,
  rangeError,
} from '../names.ts'

/** What is wrong with a part of an object; an empty list when nothing is. */
export type Errors = readonly FieldError[]

export const NEGATIVE = 'must be greater than or equal to 0'
export const NOT_POSITIVE = 'must be greater than zero'
export const IMMUTABLE = 'field is immutable'

const MAX_INT32 = 2 ** 31 - 1

/** Whether a value was given; an empty string was not. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}

export function fits(path: string, value: string, rule: NameRule): Errors {
  return rule(value).map((message) => invalidValue(path, value, message))
}

export function isDns1123Label(path: string, value: string): Errors {
  return fits(path, value, dns1123Label)
}

export function isDns1123Subdomain(path: string, value: string): Errors {
  return fits(path, value, dns1123Subdomain)
}

export function isQualifiedName(path: string, value: string): Errors {
  return fits(path, value, qualifiedName)
}

export function isGiven(path: string, value: unknown, message = ''): Errors {
  return isSet(value) ? [] : [required(path, message)]
}

/** One of the values that exist; an absent one is wanted as well. */
export function isOneOf(
  path: string,
  value: string | undefined,
  supported: readonly string[],
): Errors {
  if (!isSet(value)) return [required(path, '')]
  return isOneOfIfSet(path, value, supported)
}

/** One of the values that exist, unless it was left out. */
export function isOneOfIfSet(
  path: string,
  value: string | undefined,
  supported: readonly string[],
): Errors {
  return value === undefined || supported.includes(value)
    ? []
    : [notSupported(path, value, supported)]
}

export function isNotNegative(path: string, value: number | undefined): Errors {
  return (value ?? 0) < 0 ? [invalidValue(path, value, NEGATIVE)] : []
}

export function isBetween(
  path: string,
  value: number,
  [low, high]: readonly [low: number, high: number],
): Errors {
  return value < low || value > high ? [invalidValue(path, value, rangeError(low, high))] : []
}

export function isPort(path: string, value: number): Errors {
  return isBetween(path, value, [1, 65535])
}

/** A user or group number. */
export function isId(path: string, value: number | undefined): Errors {
  return value === undefined ? [] : isBetween(path, value, [0, MAX_INT32])
}

export function isFileMode(path: string, mode: number | undefined): Errors {
  return mode === undefined || (mode >= 0 && mode <= 0o777)
    ? []
    : [invalidValue(path, mode, 'must be a number between 0 and 0777 (octal), both inclusive')]
}

/** What is wrong with each entry of a list, one after the other. */
export function each<T>(
  path: string,
  list: readonly T[] | undefined,
  check: (item: T, path: string, index: number) => Errors,
): Errors {
  return (list ?? []).flatMap((item, index) => check(item, `${path}[${index}]`, index))
}

/** What is wrong with each value of a map, in the order of the keys. */
export function eachKey<T>(
  path: string,
  map: Readonly<Record<string, T>> | undefined,
  check: (value: T, path: string, key: string) => Errors,
): Errors {
  return Object.entries(map ?? {}).flatMap(([key, value]) => check(value, `${path}[${key}]`, key))
}
