/**
 * A set of fields as `fieldsV1` writes it: a tree whose edges are `f:NAME` (of a struct or map),
 * `k:{…}` (an entry of a list, by its keys) and `v:…` (an entry of a set). A node is a member when
 * it has no edges or the edge `.`.
 */
export interface FieldSet {
  readonly [edge: string]: FieldSet
}

/** A set with one member: where it stands. */
export const MEMBER: FieldSet = Object.freeze({})

export function isMember(set: FieldSet): boolean {
  return '.' in set || isLeaf(set)
}

function isLeaf(set: FieldSet): boolean {
  return Object.keys(set).length === 0
}

/** A node with these edges; undefined when it would be nothing at all. */
export function node(
  edges: readonly (readonly [edge: string, set: FieldSet])[],
  isItselfMember: boolean,
): FieldSet | undefined {
  if (edges.length === 0) return isItselfMember ? MEMBER : undefined
  const all = isItselfMember ? [['.', MEMBER] as const, ...edges] : edges
  return Object.fromEntries([...all].sort(([a], [b]) => (a < b ? -1 : 1)))
}

export function union(a: FieldSet | undefined, b: FieldSet | undefined): FieldSet | undefined {
  if (a === undefined || a === b) return b
  if (b === undefined) return a
  const edges = new Map(children(a))
  let isNew = isMember(b) && !isMember(a)
  for (const [edge, set] of children(b)) {
    const before = edges.get(edge)
    const merged = union(before, set) ?? MEMBER
    if (merged === before) continue
    edges.set(edge, merged)
    isNew = true
  }
  return isNew ? node([...edges], isMember(a) || isMember(b)) : a
}

export function difference(a: FieldSet | undefined, b: FieldSet | undefined): FieldSet | undefined {
  if (a === undefined || b === undefined) return a
  const edges: (readonly [string, FieldSet])[] = []
  let isNew = isMember(a) && isMember(b)
  for (const [edge, set] of children(a)) {
    const left = difference(set, b[edge])
    if (left !== set) isNew = true
    if (left !== undefined) edges.push([edge, left])
  }
  return isNew ? node(edges, isMember(a) && !isMember(b)) : a
}

/** What of `a` is neither in `b` nor holds anything that is. */
export function beyond(a: FieldSet | undefined, b: FieldSet | undefined): FieldSet | undefined {
  if (a === undefined || b === undefined) return a
  const edges = children(a).flatMap(([edge, set]) => {
    const left = beyond(set, b[edge])
    return left === undefined ? [] : [[edge, left] as const]
  })
  return node(edges, false)
}

export function intersection(
  a: FieldSet | undefined,
  b: FieldSet | undefined,
): FieldSet | undefined {
  if (a === undefined || b === undefined) return undefined
  const edges = children(a).flatMap(([edge, set]) => {
    const common = intersection(set, b[edge])
    return common === undefined ? [] : [[edge, common] as const]
  })
  return node(edges, isMember(a) && isMember(b))
}

/** The members as kubectl names them: `.spec.containers[name="a"].image`. */
export function pathsOf(set: FieldSet | undefined, prefix = ''): readonly string[] {
  if (set === undefined) return []
  const below = children(set).flatMap(([edge, child]) => pathsOf(child, prefix + stepOf(edge)))
  return isMember(set) && prefix !== '' ? [prefix, ...below] : below
}

export function children(set: FieldSet): readonly (readonly [edge: string, set: FieldSet])[] {
  return Object.entries(set).filter(([edge]) => edge !== '.')
}

function stepOf(edge: string): string {
  const rest = edge.slice(2)
  if (edge.startsWith('f:')) return `.${rest}`
  if (edge.startsWith('v:')) return `[=${rest}]`
  const keys = JSON.parse(rest) as Readonly<Record<string, unknown>>
  const parts = Object.entries(keys).map(([name, value]) => `${name}=${JSON.stringify(value)}`)
  return `[${parts.join(',')}]`
}
