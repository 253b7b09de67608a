import type { Credentials } from '../kernel/process.ts'

/** The users and groups that an image's own files declare. */
export interface Accounts {
  readonly passwd: string
  readonly group: string
}

export interface WantedUser {
  /** Of the image: NAME or UID, with :GROUP or not. */
  readonly imageUser: string
  readonly runAsUser?: number
  readonly runAsGroup?: number
  readonly supplementalGroups: readonly number[]
}

export interface FoundUser extends Omit<Credentials, 'capabilities'> {
  readonly home: string
}

export type UserLookup =
  { readonly ok: true; readonly user: FoundUser } | { readonly ok: false; readonly message: string }

interface User {
  readonly name: string
  readonly uid: number
  readonly gid: number
  readonly home: string
}

interface Group {
  readonly name: string
  readonly gid: number
  readonly members: readonly string[]
}

/** Who a container's process is: what the Pod says, then what the image says, then root. */
export function findUser(wanted: WantedUser, accounts: Accounts): UserLookup {
  const users = parsePasswd(accounts.passwd)
  const groups = parseGroup(accounts.group)
  const [userText = '', groupText] = (
    wanted.runAsUser === undefined ? wanted.imageUser : `${wanted.runAsUser}`
  ).split(':')
  const user = lookUpUser(userText === '' ? '0' : userText, users)
  if (user === undefined) return { ok: false, message: 'no users found' }
  const group = groupText === undefined ? undefined : lookUpGroup(groupText, groups)
  if (groupText !== undefined && group === undefined)
    return { ok: false, message: 'no groups found' }
  const gid = wanted.runAsGroup ?? group ?? user.gid
  const own = groups.filter((it) => user.name !== '' && it.members.includes(user.name))
  const all = [gid, ...own.map((it) => it.gid), ...wanted.supplementalGroups]
  const { uid, home } = user
  return { ok: true, user: { uid, gid, groups: [...new Set(all)], home } }
}

/** A number need not be in the file. */
function lookUpUser(text: string, users: readonly User[]): User | undefined {
  const number = /^[0-9]+$/.test(text) ? Number(text) : undefined
  const found = users.find((it) => (number === undefined ? it.name === text : it.uid === number))
  if (found !== undefined || number === undefined) return found
  return { name: '', uid: number, gid: 0, home: '/' }
}

function lookUpGroup(text: string, groups: readonly Group[]): number | undefined {
  if (/^[0-9]+$/.test(text)) return Number(text)
  return groups.find((it) => it.name === text)?.gid
}

function parsePasswd(text: string): readonly User[] {
  return text.split('\n').flatMap((line) => {
    const [name = '', , uid = '', gid = '', , home = ''] = line.split(':')
    if (name === '' || uid === '') return []
    return [{ name, uid: Number(uid), gid: Number(gid), home: home === '' ? '/' : home }]
  })
}

function parseGroup(text: string): readonly Group[] {
  return text.split('\n').flatMap((line) => {
    const [name = '', , gid = '', members = ''] = line.split(':')
    if (name === '' || gid === '') return []
    return [{ name, gid: Number(gid), members: members.split(',') }]
  })
}
