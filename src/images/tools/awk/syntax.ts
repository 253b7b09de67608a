/** An awk program, read. */
export interface AwkProgram {
  readonly begin: readonly Statement[]
  readonly end: readonly Statement[]
  readonly rules: readonly Rule[]
  readonly functions: ReadonlyMap<string, AwkFunction>
}

export interface Rule {
  /** Null: every record. */
  readonly pattern: Pattern | null
  /** Null: print the record. */
  readonly body: Statement | null
}

export type Pattern =
  | { readonly kind: 'expression'; readonly test: Expression }
  | { readonly kind: 'range'; readonly from: Expression; readonly to: Expression }

export interface AwkFunction {
  readonly parameters: readonly string[]
  readonly body: Statement
}

export type Statement =
  | { readonly kind: 'block'; readonly body: readonly Statement[] }
  | { readonly kind: 'expression'; readonly value: Expression }
  | {
      readonly kind: 'print' | 'printf'
      readonly values: readonly Expression[]
      readonly to: Output | null
    }
  | {
      readonly kind: 'if'
      readonly test: Expression
      readonly then: Statement
      readonly otherwise: Statement | null
    }
  | { readonly kind: 'while'; readonly test: Expression; readonly body: Statement }
  | { readonly kind: 'do'; readonly body: Statement; readonly test: Expression }
  | {
      readonly kind: 'for'
      readonly first: Statement | null
      readonly test: Expression | null
      readonly next: Statement | null
      readonly body: Statement
    }
  | {
      readonly kind: 'for in'
      readonly name: string
      readonly array: string
      readonly body: Statement
    }
  | { readonly kind: 'next' | 'break' | 'continue' }
  | { readonly kind: 'exit' | 'return'; readonly value: Expression | null }
  | { readonly kind: 'delete'; readonly array: string; readonly index: Expression | null }

export interface Output {
  readonly kind: '>' | '>>' | '|'
  readonly name: Expression
}

export type Target =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'field'; readonly index: Expression }
  | { readonly kind: 'element'; readonly array: string; readonly index: Expression }

export type Expression =
  | Target
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'regex'; readonly source: string }
  | { readonly kind: 'group'; readonly inner: Expression }
  | {
      readonly kind: 'binary'
      readonly operator: string
      readonly left: Expression
      readonly right: Expression
    }
  | { readonly kind: 'unary'; readonly operator: '!' | '-' | '+'; readonly operand: Expression }
  | {
      readonly kind: 'assign'
      readonly operator: string
      readonly target: Target
      readonly value: Expression
    }
  | {
      readonly kind: 'step'
      readonly by: 1 | -1
      readonly isPrefix: boolean
      readonly target: Target
    }
  | {
      readonly kind: 'ternary'
      readonly test: Expression
      readonly then: Expression
      readonly otherwise: Expression
    }
  | { readonly kind: 'in'; readonly index: Expression; readonly array: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | {
      readonly kind: 'getline'
      readonly target: Target | null
      /** A file (`<`) or a command (`|`); null: the input itself. */
      readonly from: { readonly kind: '<' | '|'; readonly name: Expression } | null
    }

/** What awk says of a program that it cannot read. */
export class AwkError extends Error {}
