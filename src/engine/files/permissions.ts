import type { Credentials, FileKind } from '../kernel/process.ts'

export type Wish = 'read' | 'write' | 'execute'

export interface Guarded {
  readonly kind: FileKind
  readonly mode: number
  readonly uid: number
  readonly gid: number
}

const BIT: Readonly<Record<Wish, number>> = { read: 4, write: 2, execute: 1 }

/** Whether the permission bits, or a capability that overrides them, allow it. */
export function mayAccess(who: Credentials, file: Guarded, wish: Wish): boolean {
  return (bitsFor(who, file) & BIT[wish]) !== 0 || isOverridden(who, file, wish)
}

/** Only the owner may change mode and times; FOWNER stands in for him. */
export function isOwner(who: Credentials, file: Guarded): boolean {
  return who.uid === file.uid || who.capabilities.has('FOWNER')
}

/** In a sticky directory (/tmp) only the owner of the file or of the directory may take it out. */
export function mayTakeOut(who: Credentials, directory: Guarded, file: Guarded): boolean {
  if ((directory.mode & 0o1000) === 0) return true
  return isOwner(who, file) || who.uid === directory.uid
}

/**
 * chown(2): only CHOWN gives files away; an owner may choose among the groups he is in. What is
 * undefined stays as it is.
 */
export function mayChown(
  who: Credentials,
  file: Guarded,
  to: { readonly uid: number | undefined; readonly gid: number | undefined },
): boolean {
  if (who.capabilities.has('CHOWN')) return true
  const mayUser = to.uid === undefined || (who.uid === file.uid && to.uid === file.uid)
  const isGroupHis = to.gid === file.gid || (to.gid !== undefined && isInGroup(who, to.gid))
  return mayUser && (to.gid === undefined || (who.uid === file.uid && isGroupHis))
}

/** fs.protected_hardlinks: others' files only where one may write, and no set-user-ID ones. */
export function mayLink(who: Credentials, file: Guarded): boolean {
  if (isOwner(who, file)) return true
  const isSetgid = (file.mode & 0o2010) === 0o2010
  if (file.kind !== 'file' || (file.mode & 0o4000) !== 0 || isSetgid) return false
  return mayAccess(who, file, 'read') && mayAccess(who, file, 'write')
}

export function isInGroup(who: Credentials, gid: number): boolean {
  return who.gid === gid || who.groups.includes(gid)
}

function bitsFor(who: Credentials, file: Guarded): number {
  if (who.uid === file.uid) return file.mode >> 6
  return isInGroup(who, file.gid) ? file.mode >> 3 : file.mode
}

function isOverridden(who: Credentials, file: Guarded, wish: Wish): boolean {
  const isDirectory = file.kind === 'directory'
  if (who.capabilities.has('DAC_OVERRIDE'))
    return wish !== 'execute' || isDirectory || (file.mode & 0o111) !== 0
  if (!who.capabilities.has('DAC_READ_SEARCH')) return false
  return wish === 'read' || (wish === 'execute' && isDirectory)
}
