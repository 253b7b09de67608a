import ts from 'typescript'

/** A program from which one rule was taken. */
export interface Mutant {
  readonly line: number
  /** The rule as it was written, on one line. */
  readonly rule: string
  readonly text: string
}

/** Makers of errors: a list that one of them stands in is a rule. */
const MAKERS = new Set([
  ...['duplicate', 'fieldNotFound', 'forbiddenField', 'invalidValue', 'notSupported', 'required'],
  ...['tooLong', 'tooMany'],
])

/** The program without each of its rules: lists of errors that are made, and rules that are called. */
export function mutantsOf(source: string): readonly Mutant[] {
  const file = ts.createSourceFile('rules.ts', source, ts.ScriptTarget.Latest, true)
  const mutants: Mutant[] = []
  const visit = (node: ts.Node): void => {
    const written = withoutRule(node)
    if (written !== undefined) {
      const [start, end] = [node.getStart(file), node.getEnd()]
      const { line } = file.getLineAndCharacterOfPosition(start)
      const rule = node.getText(file).replace(/\s+/g, ' ').slice(0, 90)
      const text = source.slice(0, start) + written + source.slice(end)
      mutants.push({ line: line + 1, rule, text })
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return mutants
}

/** What stands for a rule when it is gone; undefined for what is none. */
function withoutRule(node: ts.Node): string | undefined {
  if (ts.isArrayLiteralExpression(node)) {
    const [only, ...others] = node.elements
    const isMade =
      only !== undefined && ts.isCallExpression(only) && MAKERS.has(only.expression.getText())
    return isMade && others.length === 0 ? '[]' : undefined
  }
  // `...isGiven(…)`, `...validateProbe(…)`: one rule of several.
  if (ts.isSpreadElement(node) && ts.isCallExpression(node.expression))
    return /^(is|validate|fits|each|forbid)/.test(node.expression.expression.getText())
      ? '...[]'
      : undefined
  return undefined
}
