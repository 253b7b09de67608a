import { SystemError } from './errno.ts'
import type { Credentials } from './process.ts'
import type { Task } from './task.ts'

/** setgroups(2), setgid(2) and setuid(2) in one: what a server does that drops its privileges. */
export function setCredentials(task: Task, to: Pick<Credentials, 'uid' | 'gid' | 'groups'>): void {
  const { credentials } = task.files
  const { capabilities } = credentials
  const isSame = to.uid === credentials.uid && to.gid === credentials.gid
  if (!isSame && !(capabilities.has('SETUID') && capabilities.has('SETGID')))
    throw new SystemError('EPERM')
  const keepsRoot = to.uid === 0
  task.files.credentials = { ...to, capabilities: keepsRoot ? capabilities : new Set() }
}
