import { exec, findProgram, messageOf, type Process, type Program, type Run, write } from '#engine'
import { readText } from '../resolver/name-files.ts'

/** su-exec USER COMMAND…: becomes another user and then the command, in the same process. */
export const suExec: Program = function* (process): Run {
  const [, name = '', ...argv] = process.argv
  const [command] = argv
  if (command === undefined) {
    yield* write(process, 1, `Usage: ${process.argv[0] ?? ''} user-spec command [args]\n`)
    return 0
  }
  const user = yield* findUser(process, name)
  if (user === undefined) {
    yield* write(process, 2, `su-exec: ${name}: Success\n`)
    return 1
  }
  process.setCredentials({ ...user, groups: [user.gid] })
  process.env.set('HOME', user.home)
  const path = findProgram(process, command)
  const errno = path === undefined ? 'ENOENT' : yield* exec(path, argv)
  yield* write(process, 2, `su-exec: ${command}: ${messageOf(errno)}\n`)
  return 1
}

function* findUser(process: Process, name: string) {
  const text = yield* readText(process, '/etc/passwd')
  for (const line of text.split('\n')) {
    const [own, , uid, gid, , home = '/'] = line.split(':')
    if (own === name) return { uid: Number(uid), gid: Number(gid), home }
  }
  return undefined
}
