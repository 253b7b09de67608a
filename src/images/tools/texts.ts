import { type Process, SystemError } from '#engine'

const decoder = new TextDecoder()

/** The text of a small file that never keeps its reader waiting; undefined where there is none. */
export function textAt(process: Process, path: string): string | undefined {
  try {
    const fd = process.open(path, { read: true })
    try {
      return wholeText(process, fd)
    } finally {
      process.close(fd)
    }
  } catch (error) {
    if (error instanceof SystemError) return undefined
    throw error
  }
}

function wholeText(process: Process, fd: number): string {
  let text = ''
  for (;;) {
    const bytes = process.tryRead(fd, 65_536)
    if (bytes === 'again' || bytes.length === 0) return text
    text += decoder.decode(bytes, { stream: true })
  }
}

/** What a call gives; undefined when the system refuses it. */
export function attempt<T>(call: () => T): T | undefined {
  try {
    return call()
  } catch (error) {
    if (error instanceof SystemError) return undefined
    throw error
  }
}
