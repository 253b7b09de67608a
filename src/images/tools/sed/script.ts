import type { Regex } from '#shell'

/** When a command applies. */
export type Address =
  | { readonly kind: 'line'; readonly number: number }
  | { readonly kind: 'last' }
  /** first~step: GNU. */
  | { readonly kind: 'step'; readonly first: number; readonly step: number }
  /** Empty (`//`): the last one that was used. */
  | { readonly kind: 'regex'; readonly regex: Regex | null }
  /** +N, only as the second of a range. */
  | { readonly kind: 'more'; readonly count: number }

export interface Selection {
  readonly from: Address | null
  readonly to: Address | null
  readonly isInverted: boolean
}

export interface Substitution {
  readonly regex: Regex | null
  readonly replacement: readonly ReplacementPart[]
  readonly isGlobal: boolean
  /** The how-manieth match is replaced, and with g those after it. */
  readonly which: number
  readonly prints: boolean
  readonly writes: string | null
}

/** Text, a group's number (0: the whole match) or a change of case from here on. */
export type ReplacementPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'group'; readonly number: number }
  | { readonly kind: 'case'; readonly change: 'U' | 'L' | 'u' | 'l' | 'E' }

/** Commands that take nothing. */
export type PlainKind =
  'd' | 'D' | 'p' | 'P' | 'n' | 'N' | 'g' | 'G' | 'h' | 'H' | 'x' | '=' | 'l' | 'z' | 'F'

export type Action =
  | { readonly kind: 'block'; readonly commands: readonly Command[] }
  | { readonly kind: 's'; readonly substitution: Substitution }
  | { readonly kind: 'y'; readonly from: readonly string[]; readonly to: readonly string[] }
  | { readonly kind: 'a' | 'i' | 'c'; readonly text: string }
  | { readonly kind: 'b' | 't' | 'T'; readonly label: string }
  | { readonly kind: ':'; readonly label: string }
  | { readonly kind: 'r' | 'w'; readonly path: string }
  | { readonly kind: 'q' | 'Q'; readonly status: number }
  | { readonly kind: PlainKind }

export interface Command {
  readonly selection: Selection
  readonly action: Action
}
