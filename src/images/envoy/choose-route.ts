import type { Route, RouteMatch, VirtualHost } from './settings.ts'

/** The virtual host for an authority: the exact name, then `*.suffix`, `prefix.*`, and `*`. */
export function chooseHost(
  hosts: readonly VirtualHost[],
  authority: string,
): VirtualHost | undefined {
  const wanted = authority.toLowerCase()
  let best: { readonly host: VirtualHost; readonly rank: number } | undefined
  for (const host of hosts)
    for (const domain of host.domains) {
      const rank = rankOf(domain.toLowerCase(), wanted)
      if (rank > (best?.rank ?? 0)) best = { host, rank }
    }
  return best?.host
}

/** The longer the part that is the same, the better; a suffix before any prefix. */
function rankOf(domain: string, wanted: string): number {
  if (domain === wanted) return 3e6
  if (domain === '*') return 1
  if (domain.startsWith('*') && wanted.length >= domain.length)
    return wanted.endsWith(domain.slice(1)) ? 2e6 + domain.length : 0
  if (domain.endsWith('*') && wanted.length >= domain.length)
    return wanted.startsWith(domain.slice(0, -1)) ? 1e6 + domain.length : 0
  return 0
}

/** The first route that the path of a request target fits. */
export function chooseRoute(host: VirtualHost, target: string): Route | undefined {
  const [path = ''] = target.split(/[?#]/)
  return host.routes.find(({ match }) => fits(match, path))
}

function fits({ kind, text }: RouteMatch, path: string): boolean {
  if (kind === 'path') return path === text
  if (kind === 'prefix') return path.startsWith(text)
  return path === text || path.startsWith(`${text}/`)
}

/** The target that the upstream is asked for. */
export function rewritten(target: string, match: RouteMatch, rewrite: string | undefined): string {
  return rewrite === undefined ? target : rewrite + target.slice(match.text.length)
}
