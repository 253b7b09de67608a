/** A piece of a lesson's text: words, or a command that the reader can run. */
export type Segment =
  | { readonly kind: 'words'; readonly html: string }
  | { readonly kind: 'command'; readonly command: string }

const RUNNABLE = /<pre\b[^>]*\bdata-run\b[^>]*>([\s\S]*?)<\/pre>/g

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

/** Takes a lesson's compiled HTML apart at the code blocks that are marked as runnable. */
export function segmentsOf(html: string): readonly Segment[] {
  const segments: Segment[] = []
  let from = 0
  for (const found of html.matchAll(RUNNABLE)) {
    addWords(segments, html.slice(from, found.index))
    segments.push({ kind: 'command', command: textOf(found[1] ?? '') })
    from = found.index + found[0].length
  }
  addWords(segments, html.slice(from))
  return segments
}

function addWords(segments: Segment[], html: string): void {
  if (html.trim() !== '') segments.push({ kind: 'words', html: html.trim() })
}

function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&#?\w+;/g, characterOf)
    .trim()
}

function characterOf(entity: string): string {
  const name = entity.slice(1, -1)
  if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16))
  if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)))
  return entities[name] ?? entity
}
