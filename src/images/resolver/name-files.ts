import { type Process, readAll, type Run, SystemError } from '#engine'

/** One line of /etc/hosts: an address and the names that it goes by. */
export interface HostsEntry {
  readonly address: string
  readonly names: readonly string[]
}

/** What resolv.conf(5) says. */
export interface ResolverConfig {
  readonly servers: readonly string[]
  readonly searches: readonly string[]
  /** A name with at least so many dots is tried as it is first. */
  readonly ndots: number
  readonly timeoutSeconds: number
  readonly attempts: number
}

const MOST_SERVERS = 3

export function parseHosts(text: string): readonly HostsEntry[] {
  return text.split('\n').flatMap((line) => {
    const [address = '', ...names] = fieldsOf(line)
    return names.length === 0 ? [] : [{ address, names }]
  })
}

/** Unknown lines are passed over; without a server the machine itself is asked. */
export function parseResolverConfig(text: string): ResolverConfig {
  const lines = text.split('\n').map(fieldsOf)
  const after = (keyword: string): readonly (readonly string[])[] =>
    lines.filter(([first]) => first === keyword).map(([, ...rest]) => rest)
  const servers = after('nameserver').flatMap(([address]) => address ?? [])
  const options = new Map(after('options').flat().map(optionOf))
  return {
    servers: servers.length === 0 ? ['127.0.0.1'] : servers.slice(0, MOST_SERVERS),
    searches: after('search').at(-1) ?? [],
    ndots: options.get('ndots') ?? 1,
    timeoutSeconds: options.get('timeout') ?? 5,
    attempts: options.get('attempts') ?? 2,
  }
}

/** The text of a file; empty where there is none or it may not be read. */
export function* readText(process: Process, path: string): Run<string> {
  try {
    const fd = process.open(path, { read: true })
    const bytes = yield* readAll(process, fd)
    process.close(fd)
    return new TextDecoder().decode(bytes)
  } catch (error) {
    if (error instanceof SystemError) return ''
    throw error
  }
}

function fieldsOf(line: string): string[] {
  const [text = ''] = line.split(/[#;]/)
  return text.split(/[ \t\r]+/).filter((it) => it !== '')
}

function optionOf(option: string): readonly [string, number] {
  const [name = '', value = ''] = option.split(':')
  return [name, Number(value)]
}
