import { SystemError } from '#engine'
import { type Call, Refusal, type Tool } from './call.ts'
import { parseOptions } from './options.ts'
import { joinPath } from './paths.ts'
import { randomName } from './random-name.ts'

const MOST_TRIES = 100

export const mktemp: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'dqtu',
    takes: 'p',
    long: { directory: 'd', quiet: 'q', 'dry-run': 'u', tmpdir: 'p', suffix: 'suffix' },
    longTakes: ['suffix'],
  })
  const directory = options.value('p') ?? call.process.env.get('TMPDIR') ?? '/tmp'
  const [given] = options.operands
  const template = given ?? 'tmp.XXXXXXXXXX'
  const xs = /X+$/.exec(template)?.[0].length ?? 0
  if (xs < 3) throw new Refusal(tooFew(call, template))
  const isPlaced = given === undefined || options.has('p', 't')
  const suffix = options.value('suffix') ?? ''
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const name = template.slice(0, -xs) + randomName(call.process, xs) + suffix
    const path = isPlaced ? joinPath(directory, name) : name
    try {
      if (!options.has('u')) make(call, path, options.has('d'))
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      if (error.errno === 'EEXIST') continue
      if (options.has('q')) return 1
      throw new Refusal(
        failure(
          call,
          {
            path: isPlaced ? joinPath(directory, template) : template,
            isDirectory: options.has('d'),
          },
          error,
        ),
      )
    }
    yield* call.print(`${path}\n`)
    return 0
  }
  return 1
}

function make({ process }: Call, path: string, isDirectory: boolean): void {
  if (isDirectory) process.mkdir(path, 0o700)
  else process.close(process.open(path, { write: true, create: true, exclusive: true }, 0o600))
}

function tooFew(call: Call, template: string): string {
  return call.isBusybox
    ? '(null): Invalid argument'
    : `too few X's in template ${call.quote(template)}`
}

function failure(
  call: Call,
  what: { readonly path: string; readonly isDirectory: boolean },
  error: SystemError,
): string {
  if (call.isBusybox) return `(null): ${error.message}`
  const kind = what.isDirectory ? 'directory' : 'file'
  return `failed to create ${kind} via template ${call.quote(what.path)}: ${error.message}`
}
