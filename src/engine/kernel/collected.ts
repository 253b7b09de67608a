import type { Kernel } from './kernel.ts'
import type { OpenFile } from './open-file.ts'

/** A standard input that is at its end. */
export function noInput(kernel: Kernel): OpenFile {
  const { reader, writer } = kernel.createPipe()
  writer.close()
  return reader
}

interface CollectedOutput {
  /** For a program's standard output or error. */
  readonly file: OpenFile
  /** What has been written to it so far, as UTF-8. */
  readonly text: () => string
}

/** An output that is read as it is written, so that no program waits for a reader. */
export function collectOutput(kernel: Kernel): CollectedOutput {
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
