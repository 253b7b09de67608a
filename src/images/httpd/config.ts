/** What httpd.conf comes to. */
export interface HttpdSettings {
  readonly listens: readonly { readonly address?: string; readonly port: number }[]
  readonly serverName?: string
  readonly documentRoot: string
  readonly index: readonly string[]
  readonly directories: readonly DirectorySettings[]
  readonly errorLog: string
  /** A file, and the format of its lines. */
  readonly accessLogs: readonly { readonly path: string; readonly format: string }[]
}

/** A <Directory>: the longest that is above a file counts, and inherits from those above it. */
export interface DirectorySettings {
  readonly path: string
  readonly isGranted?: boolean
  readonly hasIndexes?: boolean
}

/** Where a configuration cannot be used; `message` is Apache's. */
export class SyntaxFault extends Error {
  readonly line: number

  constructor(line: number, message: string) {
    super(message)
    this.line = line
  }
}

interface Draft {
  listens: { address?: string; port: number }[]
  serverName?: string
  documentRoot: string
  index: string[]
  directories: { path: string; isGranted?: boolean; hasIndexes?: boolean }[]
  errorLog: string
  formats: Map<string, string>
  customLogs: { path: string; format: string }[]
}

/** What may stand there without any effect that could be seen here. */
const WITHOUT_EFFECT = new Set(
  (
    'loadmodule user group serveradmin serverroot allowoverride typesconfig addtype ' +
    'loglevel timeout keepalive maxkeepaliverequests keepalivetimeout pidfile mutex ' +
    'serversignature usecanonicalname enablesendfile enablemmap hostnamelookups servertokens'
  ).split(' '),
)

/** Reads httpd.conf. Throws a SyntaxFault. */
export function readConfig(text: string): HttpdSettings {
  const draft: Draft = {
    ...{ listens: [], documentRoot: '/usr/local/apache2/htdocs', index: [], directories: [] },
    ...{ errorLog: '/proc/self/fd/2', formats: new Map(), customLogs: [] },
  }
  const open: { name: string; line: number; isSkipped: boolean }[] = []
  text
    .replace(/\\\n/g, ' ')
    .split('\n')
    .forEach((raw, at) => {
      const words = wordsOf(raw.trim())
      const [name = ''] = words
      if (name === '' || name.startsWith('#')) return
      if (name.startsWith('<')) section(draft, open, { words, line: at + 1 })
      else if (!open.some((it) => it.isSkipped))
        directive(draft, words, { line: at + 1, isInDirectory: open.at(-1)?.name === 'directory' })
    })
  const left = open.at(-1)
  if (left !== undefined) throw new SyntaxFault(left.line, `<${left.name}> was not closed.`)
  if (draft.listens.length === 0)
    throw new SyntaxFault(0, 'no listening sockets available, shutting down')
  return {
    listens: draft.listens,
    ...(draft.serverName === undefined ? {} : { serverName: draft.serverName }),
    documentRoot: draft.documentRoot,
    index: draft.index.length === 0 ? ['index.html'] : draft.index,
    directories: draft.directories,
    errorLog: draft.errorLog,
    accessLogs: draft.customLogs.map(({ path, format }) => ({
      path,
      format: draft.formats.get(format) ?? format,
    })),
  }
}

/** Words, some of them between quotes. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(
    ([, quoted, bare]) => quoted?.replace(/\\(["\\])/g, '$1') ?? bare ?? '',
  )
}

function section(
  draft: Draft,
  open: { name: string; line: number; isSkipped: boolean }[],
  { words, line }: { readonly words: readonly string[]; readonly line: number },
): void {
  const [tag = '', argument = ''] = words.map((it) => it.replace(/>$/, ''))
  const name = tag.replace(/^<\/?/, '').toLowerCase()
  if (tag.startsWith('</')) {
    if (open.pop()?.name !== name)
      throw new SyntaxFault(line, `</${name}> without matching <${name}> section`)
    return
  }
  if (!['directory', 'ifmodule', 'files'].includes(name))
    throw new SyntaxFault(line, invalidCommand(tag))
  if (name === 'directory') draft.directories.push({ path: argument.replace(/(.)\/$/, '$1') })
  const isAbsent = name === 'ifmodule' && !KNOWN_MODULES.test(argument.replace(/^!/, ''))
  const isSkipped = name === 'files' || isAbsent !== argument.startsWith('!')
  open.push({ name, line, isSkipped: name === 'directory' ? false : isSkipped })
}

const KNOWN_MODULES = /^(dir|log_config|mime|authz_core|autoindex|unixd|mpm_event|http|core)_?/

function directive(
  draft: Draft,
  words: readonly string[],
  { line, isInDirectory }: { readonly line: number; readonly isInDirectory: boolean },
): void {
  const [name = '', ...args] = words
  const [first = '', second = ''] = args
  const lower = name.toLowerCase()
  if (WITHOUT_EFFECT.has(lower)) return
  const directory = isInDirectory ? draft.directories.at(-1) : undefined
  switch (lower) {
    case 'listen':
      draft.listens.push(listenOf(first, line))
      break
    case 'servername':
      draft.serverName = first
      break
    case 'documentroot':
      draft.documentRoot = first.replace(/(.)\/$/, '$1')
      break
    case 'directoryindex':
      draft.index.push(...args)
      break
    case 'errorlog':
      draft.errorLog = first
      break
    case 'logformat':
      draft.formats.set(second, first)
      break
    case 'customlog':
      draft.customLogs.push({ path: first, format: second })
      break
    case 'options':
      if (directory !== undefined)
        directory.hasIndexes = args.some((it) => /^\+?(Indexes|All)$/i.test(it))
      break
    case 'require':
      if (first !== 'all' || directory === undefined)
        throw new SyntaxFault(line, `Unknown Authz provider: ${first}`)
      directory.isGranted = second === 'granted'
      break
    default:
      throw new SyntaxFault(line, invalidCommand(name))
  }
}

function invalidCommand(name: string): string {
  return (
    `Invalid command '${name}', perhaps misspelled or defined by a module ` +
    'not included in the server configuration'
  )
}

function listenOf(text: string, line: number): { address?: string; port: number } {
  const [, address, port] = /^(?:(\S+):)?([0-9]+)$/.exec(text) ?? []
  if (port === undefined) throw new SyntaxFault(line, 'Port must be specified')
  return { ...(address === undefined ? {} : { address }), port: Number(port) }
}

/** What holds for a file: the directories above it, from the root down. */
export function directoryFor(
  { directories }: HttpdSettings,
  path: string,
): { readonly isGranted: boolean; readonly hasIndexes: boolean } {
  return directories
    .filter((it) => it.path === '/' || path === it.path || path.startsWith(`${it.path}/`))
    .toSorted((a, b) => a.path.length - b.path.length)
    .reduce<{ readonly isGranted: boolean; readonly hasIndexes: boolean }>(
      (all, { isGranted = all.isGranted, hasIndexes = all.hasIndexes }) => ({
        isGranted,
        hasIndexes,
      }),
      { isGranted: true, hasIndexes: false },
    )
}
