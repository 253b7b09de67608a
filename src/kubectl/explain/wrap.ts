/** Breaks lines at blanks so that none is longer than `width`, unless it is one word. */
export function wrap(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, width))
    .join('\n')
}

function wrapLine(line: string, width: number): string {
  let done = ''
  let length = 0
  for (const [, space = '', word = ''] of line.matchAll(/(\s*)(\S*)/g)) {
    const [spaceLength, wordLength] = [runes(space), runes(word)]
    if (word === '' && length + spaceLength > width) break
    // A long word is broken before, too: its end is not known when the line is full.
    const isBehind = length + spaceLength > 1
    if (length + spaceLength + wordLength > width && isBehind && word !== '') {
      done += `\n${word}`
      length = wordLength
    } else {
      done += space + word
      length += spaceLength + wordLength
    }
  }
  return done
}

function runes(text: string): number {
  return Array.from(text).length
}

export function indent(text: string, by: number): string {
  const pad = ' '.repeat(by)
  return pad + text.replaceAll('\n', `\n${pad}`)
}
