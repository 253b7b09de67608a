/** One term of a field selector: `status.phase!=Running`. */
export interface FieldTerm {
  readonly field: string
  readonly isEqual: boolean
  readonly value: string
}

/** Reads `metadata.name=web,status.phase!=Running`; the error in the words of the API server. */
export function parseFieldSelector(
  text: string,
): readonly FieldTerm[] | { readonly error: string } {
  const terms: FieldTerm[] = []
  for (const part of splitTerms(text)) {
    if (part === '') continue
    const term = parseTerm(part)
    if (term === undefined)
      return { error: `invalid selector: '${text}'; can't understand '${part}'` }
    if ('error' in term) return term
    terms.push(term)
  }
  return terms
}

/** Whether an object's selectable fields fulfil every term. */
export function matchesFields(
  terms: readonly FieldTerm[],
  fields: Readonly<Record<string, string>>,
): boolean {
  return terms.every(({ field, isEqual, value }) => ((fields[field] ?? '') === value) === isEqual)
}

/** Commas separate terms, unless a backslash stands before them. */
function splitTerms(text: string): readonly string[] {
  return text.match(/(?:\\.|[^,\\])+|\\$/gs) ?? []
}

function parseTerm(part: string): FieldTerm | { readonly error: string } | undefined {
  const operator = /!=|==?/.exec(part)
  if (operator === null) return undefined
  const field = part.slice(0, operator.index)
  const value = unescape(part.slice(operator.index + operator[0].length))
  return typeof value === 'string' ? { field, isEqual: operator[0] !== '!=', value } : value
}

function unescape(value: string): string | { readonly error: string } {
  const wrong = /\\(?:[^\\,=]|$)/s.exec(value)
  if (wrong !== null)
    return { error: `invalid field selector: invalid escape sequence: ${wrong[0]}` }
  const bare = /=/.exec(value.replace(/\\./gs, ''))
  if (bare !== null)
    return {
      error: `invalid field selector: unescaped character in value: ${'='.charCodeAt(0)}`,
    }
  return value.replace(/\\(.)/gs, '$1')
}
