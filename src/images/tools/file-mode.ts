import type { Stat } from '#engine'

const KIND_LETTERS: Readonly<Record<Stat['kind'], string>> = {
  file: '-',
  directory: 'd',
  symlink: 'l',
  fifo: 'p',
  socket: 's',
  'character device': 'c',
  'block device': 'b',
}

/** drwxr-xr-x */
export function modeString({ kind, mode }: Pick<Stat, 'kind' | 'mode'>): string {
  const bits = [6, 3, 0].map((shift) => triple(mode >> shift))
  const special: readonly (readonly [bit: number, place: number, letter: string])[] = [
    [0o4000, 0, 's'],
    [0o2000, 1, 's'],
    [0o1000, 2, 't'],
  ]
  for (const [bit, place, letter] of special)
    if ((mode & bit) !== 0) {
      const shown = bits[place] ?? ''
      const mark = shown.endsWith('x') ? letter : letter.toUpperCase()
      bits[place] = shown.slice(0, 2) + mark
    }
  return KIND_LETTERS[kind] + bits.join('')
}

function triple(bits: number): string {
  return `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${bits & 1 ? 'x' : '-'}`
}

/**
 * chmod(1)'s words: 755, u+x, go-w, a=r,+X. Gives undefined for what is none of them. Without
 * u, g, o or a the file mode creation mask holds bits back.
 */
export function changedMode(
  before: Pick<Stat, 'kind' | 'mode'>,
  words: string,
  umask: number,
): number | undefined {
  if (/^[0-7]{1,5}$/.test(words))
    return Number.parseInt(words, 8) > 0o7777 ? undefined : numericMode(before, words)
  let mode = before.mode
  for (const clause of words.split(',')) {
    const match = /^([ugoa]*)((?:[-+=](?:[ugo]|[rwxXst]*))+)$/.exec(clause)
    if (match === null) return undefined
    const [, who = '', actions = ''] = match
    for (const [action] of actions.matchAll(/[-+=](?:[ugo]|[rwxXst]*)/g))
      mode = applied({ kind: before.kind, mode }, { who, action, umask })
  }
  return mode
}

/** Set-user-ID bits of a directory stay unless five digits clear them. */
function numericMode(before: Pick<Stat, 'kind' | 'mode'>, digits: string): number {
  const value = Number.parseInt(digits, 8) & 0o7777
  const keeps = before.kind === 'directory' && digits.length < 5 ? before.mode & 0o6000 : 0
  return value | keeps
}

function applied(
  before: Pick<Stat, 'kind' | 'mode'>,
  change: { readonly who: string; readonly action: string; readonly umask: number },
): number {
  const { who, action, umask } = change
  const operator = action.charAt(0)
  const places = placesOf(who)
  const bits = bitsOf(before, action.slice(1))
  const allowed = who === '' ? ~umask & 0o7777 : 0o7777
  const changed = (spread(bits, places) | specialBits(action.slice(1), places)) & allowed
  if (operator === '+') return before.mode | changed
  if (operator === '-') return before.mode & ~changed
  return (before.mode & ~spread(7, places)) | changed
}

function placesOf(who: string): readonly number[] {
  if (who === '' || who.includes('a')) return [6, 3, 0]
  return [6, 3, 0].filter((_, index) => who.includes('ugo'.charAt(index)))
}

function spread(bits: number, places: readonly number[]): number {
  return places.reduce((all, place) => all | (bits << place), 0)
}

function bitsOf(before: Pick<Stat, 'kind' | 'mode'>, letters: string): number {
  const copied = 'ugo'.indexOf(letters)
  if (letters !== '' && copied >= 0) return (before.mode >> (6 - 3 * copied)) & 7
  let bits = 0
  if (letters.includes('r')) bits |= 4
  if (letters.includes('w')) bits |= 2
  if (letters.includes('x')) bits |= 1
  if (letters.includes('X') && (before.kind === 'directory' || (before.mode & 0o111) !== 0))
    bits |= 1
  return bits
}

function specialBits(letters: string, places: readonly number[]): number {
  let bits = 0
  if (letters.includes('s') && places.includes(6)) bits |= 0o4000
  if (letters.includes('s') && places.includes(3)) bits |= 0o2000
  if (letters.includes('t')) bits |= 0o1000
  return bits
}
