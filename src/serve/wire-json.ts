/** JSON as the API server writes it; for people with two spaces of indentation. */
export function wireJson(value: object, isPretty: boolean): string {
  const json = isPretty ? JSON.stringify(value, undefined, 2) : `${JSON.stringify(value)}\n`
  return json.replace(ESCAPED, escaped)
}

/** Go's encoder keeps these out of its strings, so that they can stand in HTML and JavaScript. */
const ESCAPED = /[<>&\u2028\u2029]/g

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** Whether a person seems to ask: by the query, else by the program. */
export function isForPeople(
  query: readonly (readonly [name: string, value: string])[],
  userAgent: string,
): boolean {
  const asked = query.find(([name]) => name === 'pretty')?.[1] ?? ''
  if (asked !== '') return ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(asked)
  return /^(curl|Wget|Mozilla\/5\.0)/.test(userAgent)
}
