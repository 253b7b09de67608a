import type { Process } from '#engine'
import { textAt } from './texts.ts'

export interface Account {
  readonly name: string
  readonly id: number
  /** Of a user: the group in the same line. */
  readonly gid: number
  readonly home: string
  readonly members: readonly string[]
}

/** /etc/passwd, or /etc/group with its members. */
export function accountsIn(process: Process, kind: 'passwd' | 'group'): readonly Account[] {
  const lines = (textAt(process, `/etc/${kind}`) ?? '').split('\n')
  return lines.flatMap((line) => {
    const [name, , id, fourth = '', , home = ''] = line.split(':')
    if (name === undefined || id === undefined || !/^\d+$/.test(id)) return []
    const members = kind === 'group' ? fourth.split(',').filter((it) => it !== '') : []
    return [{ name, id: Number(id), gid: Number(fourth), home, members }]
  })
}

/** Names of users and groups, looked up once. */
export class Names {
  readonly #users: ReadonlyMap<number, string>
  readonly #groups: ReadonlyMap<number, string>

  constructor(process: Process) {
    this.#users = byId(accountsIn(process, 'passwd'))
    this.#groups = byId(accountsIn(process, 'group'))
  }

  user(uid: number): string {
    return this.#users.get(uid) ?? `${uid}`
  }

  group(gid: number): string {
    return this.#groups.get(gid) ?? `${gid}`
  }

  hasUser(uid: number): boolean {
    return this.#users.has(uid)
  }

  hasGroup(gid: number): boolean {
    return this.#groups.has(gid)
  }
}

function byId(accounts: readonly Account[]): ReadonlyMap<number, string> {
  return new Map(accounts.toReversed().map(({ id, name }) => [id, name]))
}

/** The number that a name or number stands for. */
export function idOf(process: Process, kind: 'passwd' | 'group', word: string): number | undefined {
  const found = accountsIn(process, kind).find(({ name }) => name === word)
  if (found !== undefined) return found.id
  return /^\d+$/.test(word) ? Number(word) : undefined
}
