import type { Clock, Kernel, OpenFile } from '#engine'
import type { Outcome } from '#lesson'
import type { Workstation } from './workstation.ts'

/** Simulated milliseconds after which a command is given up. */
const PATIENCE_MS = 60_000

/** Runs a command line to its end; undefined when it does not end in a minute. */
export function outcomeOf(
  clock: Clock,
  workstation: Workstation,
  command: string,
): Outcome | undefined {
  const output = collect(workstation.kernel)
  let exitCode: number | undefined
  const stdio = [noInput(workstation.kernel), output.file, output.file] as const
  workstation.run(command, stdio, ({ code }) => {
    exitCode = code
  })
  clock.advanceBy(PATIENCE_MS, { isEnough: () => exitCode !== undefined })
  return exitCode === undefined ? undefined : { output: output.text(), exitCode }
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
