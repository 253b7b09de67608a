import { type Process, type Run, write } from '#engine'
import type { Command } from '../go/command.ts'
import { readText } from '../resolver/name-files.ts'

export const dnsSuffix = listing('dns-suffix', "Prints the host's DNS suffix list", 'search')

export const dnsServerList = listing(
  'dns-server-list',
  "Prints the host's DNS Server list",
  'nameserver',
)

export const etcHosts: Command = {
  name: 'etc-hosts',
  short: "Prints the host's /etc/hosts file",
  flags: [],
  args: { atMost: 0 },
  *run(process) {
    yield* write(process, 1, `${yield* readText(process, '/etc/hosts')}\n`)
    return 0
  },
}

/** What stands behind a keyword of /etc/resolv.conf. */
function listing(name: string, short: string, keyword: string): Command {
  return {
    name,
    short,
    flags: [],
    args: { atMost: 0 },
    *run(process) {
      const lines = (yield* readText(process, '/etc/resolv.conf')).split('\n')
      const line = lines.find((it) => it.startsWith(keyword))
      if (line === undefined) return yield* panic(process)
      yield* write(process, 1, `${line.split(' ').slice(1).join(',')}\n`)
      return 0
    },
  }
}

/** Go ends so whoever panics. */
function* panic(process: Process): Run {
  yield* write(process, 2, 'panic: Could not find DNS search list!\n\ngoroutine 1 [running]:\n')
  return 2
}
