import { RE2JS } from 're2js'
import type { Location, ServerSettings } from './settings.ts'

/** The location that a path belongs to: exact, then the longest prefix unless a pattern matches. */
export function chooseLocation(locations: readonly Location[], path: string): Location | undefined {
  const exact = locations.find(({ match, pattern }) => match === '=' && pattern === path)
  if (exact !== undefined) return exact
  const longest = locations
    .filter(({ match, pattern }) => isPrefix(match) && path.startsWith(pattern))
    .reduce<Location | undefined>(
      (best, it) => (best === undefined || it.pattern.length > best.pattern.length ? it : best),
      undefined,
    )
  if (longest?.match === '^~') return longest
  const matching = locations.find(
    ({ match, pattern }) =>
      (match === '~' || match === '~*') &&
      RE2JS.compile(pattern, match === '~*' ? RE2JS.CASE_INSENSITIVE : 0)
        .matcher(path)
        .find(),
  )
  return matching ?? longest
}

/** The server that a request is for: by the address it came to, then by its Host header. */
export function chooseServer(
  servers: readonly ServerSettings[],
  asked: { readonly address: string; readonly port: number; readonly host: string },
): ServerSettings | undefined {
  const listening = servers.filter(({ listens }) =>
    listens.some(
      (it) =>
        it.port === asked.port &&
        (it.address === asked.address || it.address === '0.0.0.0' || it.address === '::'),
    ),
  )
  const host = asked.host.replace(/:[0-9]+$/, '').toLowerCase()
  const named = listening.find(({ names }) => names.some((name) => isNamed(name, host)))
  const byDefault = listening.find(({ listens }) =>
    listens.some((it) => it.isDefault && it.port === asked.port),
  )
  return named ?? byDefault ?? listening[0]
}

function isPrefix(match: Location['match']): boolean {
  return match === 'prefix' || match === '^~'
}

function isNamed(name: string, host: string): boolean {
  if (name.startsWith('*.')) return host.endsWith(name.slice(1))
  if (name.startsWith('.')) return host === name.slice(1) || host.endsWith(name)
  if (name.endsWith('.*')) return host.startsWith(name.slice(0, -1))
  return name.toLowerCase() === host
}
