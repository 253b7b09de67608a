import { ALL_CAPABILITIES } from '../kernel/procfs/capabilities.ts'

/** What containerd lets a container have that asks for nothing in particular. */
const BY_DEFAULT = [
  'CHOWN',
  'DAC_OVERRIDE',
  'FSETID',
  'FOWNER',
  'MKNOD',
  'NET_RAW',
  'SETGID',
  'SETUID',
  'SETFCAP',
  'SETPCAP',
  'NET_BIND_SERVICE',
  'SYS_CHROOT',
  'KILL',
  'AUDIT_WRITE',
]

export interface WantedCapabilities {
  readonly privileged: boolean
  readonly addCapabilities: readonly string[]
  readonly dropCapabilities: readonly string[]
}

/** The most that any process of the container can have; names without CAP_. */
export function boundingSet(wanted: WantedCapabilities): ReadonlySet<string> {
  if (wanted.privileged) return ALL_CAPABILITIES
  const [add, drop] = [wanted.addCapabilities, wanted.dropCapabilities].map((names) =>
    names.map((it) => it.toUpperCase().replace(/^CAP_/, '')),
  )
  const base = add?.includes('ALL') === true ? ALL_CAPABILITIES : BY_DEFAULT
  const kept = drop?.includes('ALL') === true ? [] : [...base].filter((it) => !drop?.includes(it))
  const added = (add ?? []).filter((it) => it !== 'ALL')
  return new Set([...kept, ...added])
}
