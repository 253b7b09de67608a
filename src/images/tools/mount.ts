import { type Call, Refusal, type Tool } from './call.ts'
import { mountsOf } from './df.ts'
import { parseOptions } from './options.ts'
import { attempt } from './texts.ts'

/** Shows what is mounted; mounting needs more than a container has. */
export const mount: Tool = function* (call) {
  const options = parseOptions(call, call.isBusybox ? BUSYBOX_OPTIONS : OPTIONS)
  const [source, place] = options.operands
  if (source !== undefined) throw refused(call, source, place)
  if (options.has('a')) {
    if (call.isBusybox) throw noTable()
    return 0
  }
  const types = options.value('t')
  for (const it of mountsOf(call))
    if (types === undefined || isAmong(it.type, types, call))
      yield* call.print(`${it.source} on ${it.path} type ${it.type} (${it.options})\n`)
  return 0
}

/** A list that begins with `no` names those that are not meant; busybox knows no such lists. */
function isAmong(type: string, list: string, { isBusybox }: Call): boolean {
  if (list.startsWith('no') && !isBusybox) return !list.slice(2).split(',').includes(type)
  return list.split(',').includes(type)
}

const BUSYBOX_OPTIONS = {
  flags: 'afinrsvw',
  takes: 'oOtT',
  long: { bind: 'B', rbind: 'R', move: 'M' },
}

const OPTIONS = {
  flags: 'aBcfFilMnrRsvw',
  takes: 'oOtTLU',
  long: {
    all: 'a',
    bind: 'B',
    rbind: 'R',
    move: 'M',
    fake: 'f',
    options: 'o',
    types: 't',
    fstab: 'T',
    'read-only': 'r',
    'read-write': 'w',
    rw: 'w',
    verbose: 'v',
    'show-labels': 'l',
  },
}

function noTable(): Refusal {
  return new Refusal("can't read '/etc/fstab': No such file or directory")
}

/** Why nothing can be mounted, as mount(2) says it to whoever lacks CAP_SYS_ADMIN. */
function refused(call: Call, source: string, place: string | undefined): Refusal {
  if (call.isBusybox) return refusedByBusybox(call, source, place)
  const { process, flavour } = call
  const real = (path: string): string => attempt(() => process.realpath(path)) ?? path
  if (place === undefined) return new Refusal(`${real(source)}: can't find in /etc/fstab.`)
  const isMissing = attempt(() => process.stat(place)) === undefined
  const isRoot = process.credentials.uid === 0
  // util-linux 2.23 of CentOS 7 names no place for it.
  if (!flavour.quotesNames && !isMissing)
    return new Refusal(isRoot ? 'permission denied' : 'only root can do that', {
      status: isRoot ? 32 : 1,
    })
  const why = isMissing
    ? 'mount point does not exist.'
    : isRoot
      ? 'permission denied.'
      : 'must be superuser to use mount.'
  return new Refusal(`${real(place)}: ${why}${SEE_ALSO}`, { status: 32 })
}

const SEE_ALSO = '\n       dmesg(1) may have more information after failed mount system call.'

function refusedByBusybox(call: Call, source: string, place: string | undefined): Refusal {
  if (place === undefined) return noTable()
  if (attempt(() => call.process.stat(place)) === undefined)
    return new Refusal(`mounting ${source} on ${place} failed: No such file or directory`, {
      status: 255,
    })
  return new Refusal('permission denied (are you root?)')
}
