import type { Stat } from '#engine'

/** What find tests and does at each file. */
export type FindNode =
  | { readonly kind: 'and' | 'or'; readonly left: FindNode; readonly right: FindNode }
  | { readonly kind: 'comma'; readonly left: FindNode; readonly right: FindNode }
  | { readonly kind: 'not'; readonly operand: FindNode }
  | { readonly kind: 'test'; readonly holds: (file: FoundFile) => boolean }
  | { readonly kind: 'print'; readonly end: string }
  | { readonly kind: 'printf'; readonly format: string }
  | { readonly kind: 'ls' | 'delete' | 'prune' | 'quit' }
  | { readonly kind: 'exec'; readonly exec: ExecAction }

export interface ExecAction {
  readonly argv: readonly string[]
  /** `+`: many files at once. */
  readonly isGathered: boolean
  /** -execdir: in the file's own directory. */
  readonly isInDirectory: boolean
  /** -ok: asks first. */
  readonly asks: boolean
  readonly gathered: string[]
}

export interface FoundFile {
  readonly path: string
  readonly name: string
  readonly stat: Stat
  readonly depth: number
  /** Where it was looked for from. */
  readonly start: string
}

export interface FindPlan {
  readonly root: FindNode
  readonly leastDepth: number
  readonly mostDepth: number
  readonly isDepthFirst: boolean
  readonly staysOnFileSystem: boolean
  readonly gatherers: readonly ExecAction[]
}
