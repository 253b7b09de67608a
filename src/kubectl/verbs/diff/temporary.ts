import { type Process, SystemError } from '#engine'
import { CommandError } from '../../failure.ts'
import { goErrorOf } from '../../go-errors.ts'

/** A directory for the time of one command. */
export interface Temporary {
  readonly path: string
  write(name: string, text: string): void
  remove(): void
}

/** Below $TMPDIR or /tmp; `prefix` and a number that is not taken are its name. */
export function makeTemporary(process: Process, prefix: string): Temporary {
  const path = `${process.env.get('TMPDIR') ?? '/tmp'}/${prefix}-${process.randomBelow(2 ** 32)}`
  attempt('mkdir', path, () => {
    process.mkdir(path, 0o700)
  })
  const names = new Set<string>()
  return {
    path,
    write: (name, text) => {
      attempt('open', `${path}/${name}`, () => {
        const fd = process.open(
          `${path}/${name}`,
          { write: true, create: true, truncate: true },
          0o700,
        )
        process.tryWrite(fd, new TextEncoder().encode(text))
        process.close(fd)
      })
      names.add(name)
    },
    remove: () => {
      for (const name of names) process.unlink(`${path}/${name}`)
      process.rmdir(path)
    },
  }
}

function attempt(what: string, path: string, act: () => void): void {
  try {
    act()
  } catch (error) {
    if (error instanceof SystemError) throw new CommandError(goErrorOf(what, path, error))
    throw error
  }
}
