/** What js-yaml says of a text that it cannot read. */
export interface ParserComplaint {
  readonly reason: string
  readonly offset: number
}

/** The words that go-yaml, and so kubectl, has for the same mistake. */
export function goYamlWords({ reason, offset }: ParserComplaint, text: string): string {
  const line = text.slice(0, offset).split('\n').length
  return `yaml: line ${line}: ${reason}`
}
