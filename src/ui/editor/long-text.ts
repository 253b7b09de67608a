/** Beyond this many characters colours, checks and outlines would hold up the typing. */
const LONGEST = 100_000

export function isLongText(text: string): boolean {
  return text.length > LONGEST
}
