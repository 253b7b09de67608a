import type { Process } from '#engine'
import { accountsIn, Names } from './accounts.ts'
import { type Call, Refusal, type Tool } from './call.ts'
import { parseOptions } from './options.ts'
import { extraOperand } from './refusals.ts'

interface Identity {
  readonly uid: number
  readonly gid: number
  readonly groups: readonly number[]
}

export const id: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'ugGnrz',
    long: { user: 'u', group: 'g', groups: 'G', name: 'n', real: 'r', zero: 'z' },
  })
  const [user] = options.operands
  const who = user === undefined ? ownIdentity(call.process) : identityOf(call, user)
  const names = new Names(call.process)
  const showsNames = options.has('n')
  const userText = (uid: number): string => (showsNames ? names.user(uid) : `${uid}`)
  const groupText = (gid: number): string => (showsNames ? names.group(gid) : `${gid}`)
  switch (options.last('u', 'g', 'G')) {
    case 'u':
      yield* call.print(`${userText(who.uid)}\n`)
      break
    case 'g':
      yield* call.print(`${groupText(who.gid)}\n`)
      break
    case 'G':
      yield* call.print(`${who.groups.map(groupText).join(' ')}\n`)
      break
    default:
      yield* call.print(`${inFull(who, names)}\n`)
  }
  return 0
}

function inFull({ uid, gid, groups }: Identity, names: Names): string {
  const user = names.hasUser(uid) ? `${uid}(${names.user(uid)})` : `${uid}`
  const group = (it: number): string => (names.hasGroup(it) ? `${it}(${names.group(it)})` : `${it}`)
  return `uid=${user} gid=${group(gid)} groups=${groups.map(group).join(',')}`
}

function ownIdentity(process: Process): Identity {
  const { uid, gid, groups } = process.credentials
  return { uid, gid, groups: [gid, ...groups.filter((group) => group !== gid)] }
}

function identityOf(call: Call, user: string): Identity {
  const { process } = call
  const account = accountsIn(process, 'passwd').find(
    ({ name, id: uid }) => name === user || `${uid}` === user,
  )
  if (account === undefined)
    throw new Refusal(call.isBusybox ? `unknown user ${user}` : `${call.quote(user)}: no such user`)
  const groups = accountsIn(process, 'group')
    .filter(({ members, id: gid }) => members.includes(account.name) && gid !== account.gid)
    .map(({ id: gid }) => gid)
  return { uid: account.id, gid: account.gid, groups: [account.gid, ...groups] }
}

export const whoami: Tool = function* (call) {
  const { operands } = parseOptions(call, {})
  if (operands[0] !== undefined) throw extraOperand(call, operands[0])
  const names = new Names(call.process)
  const { uid } = call.process.credentials
  if (!names.hasUser(uid))
    throw new Refusal(call.isBusybox ? `unknown uid ${uid}` : `cannot find name for user ID ${uid}`)
  yield* call.print(`${names.user(uid)}\n`)
  return 0
}

export const groups: Tool = function* (call) {
  const { operands } = parseOptions(call, {})
  const names = new Names(call.process)
  const [user] = operands
  const who = user === undefined ? ownIdentity(call.process) : identityOf(call, user)
  const lead = user === undefined || call.isBusybox ? '' : `${user} : `
  yield* call.print(`${lead}${who.groups.map((gid) => names.group(gid)).join(' ')}\n`)
  return 0
}
