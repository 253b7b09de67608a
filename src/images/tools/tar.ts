import { SystemError } from '#engine'
import { type Call, Refusal, type Tool } from './call.ts'
import { createArchive } from './tar/create.ts'
import { changeDirectory, readArchive } from './tar/extract.ts'
import { requestOf, type TarRequest } from './tar/request.ts'

export const tar: Tool = function* (call) {
  const request = requestOf(call)
  if (request.options.has('z', 'j', 'J')) throw uncompressed(call, request)
  const fd = openArchive(call, request)
  for (const directory of request.options.values('C')) changeDirectory(call, directory)
  if (request.mode === 'create') return yield* createArchive(call, request, fd)
  return yield* readArchive(call, request, fd)
}

function openArchive(call: Call, { archive, mode }: TarRequest): number {
  const isNew = mode === 'create'
  if (archive === '-') return isNew ? 1 : 0
  try {
    return call.process.open(
      archive,
      isNew ? { write: true, create: true, truncate: true } : { read: true },
      0o666,
    )
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    throw call.isBusybox
      ? new Refusal(`can't open '${archive}': ${error.message}`)
      : fatal(call, `${archive}: Cannot open: ${error.message}`)
  }
}

function fatal(call: Call, message: string): Refusal {
  return new Refusal(`${message}\n${call.name}: Error is not recoverable: exiting now`, {
    status: 2,
  })
}

const COMPRESSORS = { z: 'gzip', j: 'bzip2', J: 'xz' } as const

/** tar compresses with a program of its own, and there is none of these here. */
function uncompressed(call: Call, { options }: TarRequest): Refusal {
  const letter = options.last('z', 'j', 'J')
  const program = letter === 'j' || letter === 'J' ? COMPRESSORS[letter] : COMPRESSORS.z
  const child = `${call.name} (child)`
  return fatal(
    call,
    `(child): ${program}: Cannot exec: No such file or directory\n` +
      `${child}: Error is not recoverable: exiting now\n` +
      `${call.name}: Child returned status 2`,
  )
}
