/** Where a request goes: a resource, or a document of the server itself. */
export type Route = ResourceRoute | { readonly kind: 'document'; readonly path: readonly string[] }

export interface ResourceRoute {
  readonly kind: 'resource'
  readonly group: string
  readonly version: string
  readonly resource: string
  readonly namespace: string
  readonly name: string
  readonly subresource: string
}

/** Takes a path apart; undefined when it is no path at all. */
export function parsePath(path: string): Route | undefined {
  const steps = stepsOf(path)
  const [root, group = '', version = ''] = steps
  if (root === 'api' && steps.length > 2)
    return resourceRoute({ group: '', version: group }, steps.slice(2))
  if (root === 'apis' && steps.length > 3) return resourceRoute({ group, version }, steps.slice(3))
  return { kind: 'document', path: steps }
}

function resourceRoute(
  of: { readonly group: string; readonly version: string },
  steps: readonly string[],
): Route | undefined {
  // Namespaces are a resource, and the way to the resources in them.
  const isInNamespace =
    steps[0] === 'namespaces' && steps.length > 2 && !isSubresource(steps.slice(2))
  const [resource = '', name = '', subresource = '', ...more] = isInNamespace
    ? steps.slice(2)
    : steps
  const namespace = isInNamespace ? (steps[1] ?? '') : ''
  if (more.length > 0) return undefined
  return { kind: 'resource', ...of, resource, namespace, name, subresource }
}

function isSubresource(steps: readonly string[]): boolean {
  return steps.length === 1 && (steps[0] === 'status' || steps[0] === 'finalize')
}

/** A slash that was escaped is like any other; those at the end count only outside the API. */
export function stepsOf(path: string): readonly string[] {
  const text = decoded(path)
  const isOfApi = /^[/](api|apis|version)([/]|$)/.test(text)
  return (isOfApi ? text.replace(/[/]+$/, '') : text).split('/').slice(1)
}

/** What cannot be read as text names nothing. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
