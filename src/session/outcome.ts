import type { Clock, Kernel, OpenFile } from '#engine'
import type { Outcome } from '#lesson'
import type { Workstation } from './workstation.ts'

/** Simulated milliseconds after which a command is given up. */
const PATIENCE_MS = 60_000

/** Why there is no outcome: it needs a part that is not here yet, or it goes on for too long. */
export type NoOutcome = 'lacking' | 'endless'

/** Runs a command line to its end, if it has one within a minute. */
export function outcomeOf(
  clock: Clock,
  workstation: Workstation,
  command: string,
): Outcome | NoOutcome {
  const output = collect(workstation.kernel)
  let exitCode: number | undefined
  const stdio = [noInput(workstation.kernel), output.file, output.file] as const
  workstation.run(command, stdio, ({ code }) => {
    exitCode = code
  })
  const advance = clock.advanceBy(PATIENCE_MS, { isEnough: () => exitCode !== undefined })
  if (exitCode !== undefined) return { output: output.text(), exitCode }
  return advance === 'lacking' ? 'lacking' : 'endless'
}

function noInput(kernel: Kernel): OpenFile {
  const { reader, writer } = kernel.createPipe()
  writer.close()
  return reader
}

function collect(kernel: Kernel): { readonly file: OpenFile; readonly text: () => string } {
  const { reader, writer } = kernel.createPipe()
  const decoder = new TextDecoder()
  let text = ''
  const drain = (): void => {
    for (;;) {
      const bytes = reader.tryRead(65536)
      if (bytes === 'again' || bytes.length === 0) return
      text += decoder.decode(bytes, { stream: true })
    }
  }
  reader.onChange(drain)
  return {
    file: writer,
    text: () => {
      drain()
      return text
    },
  }
}
