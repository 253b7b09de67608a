/** Longer than any manifest: such a text is kept and sent, but not coloured and not checked. */
export function isTooLong(text: string): boolean {
  return text.length > 100_000
}
