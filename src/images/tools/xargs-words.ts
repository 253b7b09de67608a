/** Words as xargs divides its input: by blanks, with quotes and backslashes. */
export function wordsIn(text: string): {
  readonly words: readonly string[]
  /** The quote that was not closed. */
  readonly isOpen?: 'single' | 'double'
} {
  const words: string[] = []
  let word: string | undefined
  let quote = ''
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at)
    if (quote !== '') {
      if (char === '\n') break
      if (char === quote) quote = ''
      else word = (word ?? '') + char
    } else if (char === "'" || char === '"') {
      quote = char
      word ??= ''
    } else if (char === '\\' && at + 1 < text.length) word = (word ?? '') + text.charAt(++at)
    else if (/[ \t\n]/.test(char)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else word = (word ?? '') + char
  }
  if (quote !== '') return { words, isOpen: quote === "'" ? 'single' : 'double' }
  return { words: word === undefined ? words : [...words, word] }
}
