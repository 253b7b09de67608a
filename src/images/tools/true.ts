import type { Tool } from './call.ts'

export const succeed: Tool = function* () {
  return 0
}

export const fail: Tool = function* () {
  return 1
}
