import type { SystemError } from '#engine'

/** How Go programs word a refused system call: `open x: no such file or directory`. */
export function goErrorOf(call: string, path: string, error: SystemError): string {
  return `${call} ${path}: ${error.message.charAt(0).toLowerCase()}${error.message.slice(1)}`
}
