export const USAGE =
  'usage: server.py [-h] [--cgi] [-b ADDRESS] [-d DIRECTORY] [-p VERSION] [port]\n'

export interface ServerOptions {
  readonly port: number
  readonly bind: string
  readonly directory: string
}

/** The options of http.server; what argparse complains of as text. */
export function serverOptions(args: readonly string[]): ServerOptions | string {
  const options = { port: 8000, bind: '0.0.0.0', directory: '.' }
  const rest = [...args]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [, name, joined] = /^(--?[a-z]+)(?:=(.*))?$/.exec(word) ?? []
    if (name === undefined) {
      if (!/^\d+$/.test(word)) return `argument port: invalid int value: '${word}'`
      options.port = Number(word)
      continue
    }
    if (name === '--cgi') continue
    const value = joined ?? rest.shift()
    const full = LONG[name]
    if (full === undefined) return `unrecognized arguments: ${word}`
    if (value === undefined) return `argument ${full}: expected one argument`
    if (full === '-b/--bind') options.bind = value
    if (full === '-d/--directory') options.directory = value
  }
  return options
}

const LONG: Readonly<Record<string, string>> = {
  '-b': '-b/--bind',
  '--bind': '-b/--bind',
  '-d': '-d/--directory',
  '--directory': '-d/--directory',
  '-p': '-p/--protocol',
  '--protocol': '-p/--protocol',
}

export function familyOfBind({ bind }: ServerOptions): 'inet' | 'inet6' {
  return bind.includes(':') ? 'inet6' : 'inet'
}
