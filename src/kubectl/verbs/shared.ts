import { type Process, SystemError } from '#engine'
import { CommandError } from '../failure.ts'
import type { DryRun } from '../flags/shared-flags.ts'
import { goErrorOf } from '../go-errors.ts'

/** `created`, or `created (dry run)`. */
export function operationOf(done: string, dryRun: DryRun): string {
  if (dryRun === 'none') return done
  return dryRun === 'client' ? `${done} (dry run)` : `${done} (server dry run)`
}

/** The text of a plain file, which is there at once. */
export function readTextFile(process: Process, path: string): string {
  try {
    const fd = process.open(path, { read: true })
    const chunks: Uint8Array[] = []
    for (;;) {
      const chunk = process.tryRead(fd, 65536)
      if (chunk === 'again' || chunk.length === 0) break
      chunks.push(chunk)
    }
    process.close(fd)
    const decoder = new TextDecoder()
    return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('')
  } catch (error) {
    if (error instanceof SystemError) throw new CommandError(goErrorOf('open', path, error))
    throw error
  }
}
