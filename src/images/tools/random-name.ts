import type { Process } from '#engine'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Letters and digits by chance, for the names of temporary files. */
export function randomName(process: Process, length: number): string {
  return Array.from({ length }, () => LETTERS.charAt(process.randomBelow(LETTERS.length))).join('')
}
