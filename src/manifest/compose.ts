import {
  binaryTag,
  EVENT_ID,
  type Event,
  getScalarValue,
  SCALAR_STYLE,
  type ScalarEvent,
} from 'js-yaml'
import { isMergeKey, keyText } from './keys.ts'
import type { Entry, Node, Span } from './node.ts'
import { Unreadable } from './problem.ts'
import { resolvePlain, type Scalar } from './scalars.ts'

/** Puts the events of the first document together. `text` is what they were read from. */
export function composeDocument(text: string, events: readonly Event[]): Node {
  return new Composer(text, events).compose()
}

type CollectionEvent = Extract<Event, { start: number }>

class Composer {
  readonly #text: string
  readonly #events: readonly Event[]
  readonly #anchors = new Map<string, Node | 'open'>()
  #next = 1
  /** Where an empty value stands: right after what was read last. */
  #last = 0

  constructor(text: string, events: readonly Event[]) {
    this.#text = text
    this.#events = events
  }

  compose(): Node {
    return this.#events.length < 2 ? emptyAt(0) : this.#node()
  }

  #node(): Node {
    const event = this.#events[this.#next++]
    switch (event?.type) {
      case EVENT_ID.SCALAR:
        return this.#scalar(event)
      case EVENT_ID.ALIAS:
        return this.#alias(event.anchorStart, event.anchorEnd)
      case EVENT_ID.MAPPING:
        return this.#anchored(event, () => this.#mapping(event.start))
      case EVENT_ID.SEQUENCE:
        return this.#anchored(event, () => this.#sequence(event.start))
      default:
        return emptyAt(this.#last)
    }
  }

  #scalar(event: ScalarEvent): Node {
    const isAbsent = event.valueStart < 0
    const span = isAbsent ? emptyAt(this.#last) : this.#spanOf(event)
    this.#last = Math.max(this.#last, span.end, event.tagEnd, event.anchorEnd)
    const tag = this.#slice(event.tagStart, event.tagEnd)
    const text = isAbsent ? '' : getScalarValue(this.#text, event)
    const isPlain = event.style === SCALAR_STYLE.PLAIN
    const value = tag !== '' ? withTag(text, tag, span.start) : isPlain ? resolvePlain(text) : text
    const node: Node = {
      kind: 'scalar',
      value,
      isPlain: isPlain && tag === '',
      start: span.start,
      end: span.end,
    }
    this.#remember(event, node)
    return node
  }

  /** With its quotes. */
  #spanOf(event: ScalarEvent): Span {
    const isQuoted =
      event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED
    const quote = isQuoted ? 1 : 0
    return { start: event.valueStart - quote, end: event.valueEnd + quote }
  }

  #alias(start: number, end: number): Node {
    const name = this.#text.slice(start, end)
    const target = this.#anchors.get(name)
    this.#last = end
    if (target === undefined)
      throw new Unreadable(`yaml: unknown anchor '${name}' referenced`, start - 1)
    if (target === 'open')
      throw new Unreadable(`yaml: anchor '${name}' value contains itself`, start - 1)
    return { kind: 'alias', target, start: start - 1, end }
  }

  #anchored(event: CollectionEvent, compose: () => Node): Node {
    const name = this.#slice(event.anchorStart, event.anchorEnd)
    if (name !== '') this.#anchors.set(name, 'open')
    this.#last = event.start
    const node = compose()
    if (name !== '') this.#anchors.set(name, node)
    return node
  }

  #mapping(start: number): Node {
    const entries: Entry[] = []
    while (!this.#isAtEnd()) {
      const key = this.#node()
      const value = this.#node()
      const keySpan = { start: key.start, end: key.end }
      entries.push({ key: keyText(key, value), keySpan, value, isMerge: isMergeKey(key) })
    }
    return { kind: 'mapping', entries, start, end: this.#close(start) }
  }

  #sequence(start: number): Node {
    const items: Node[] = []
    while (!this.#isAtEnd()) items.push(this.#node())
    return { kind: 'sequence', items, start, end: this.#close(start) }
  }

  #isAtEnd(): boolean {
    const event = this.#events[this.#next]
    return event === undefined || event.type === EVENT_ID.POP
  }

  #close(start: number): number {
    this.#next++
    const bracket = this.#text[start]
    const isFlow = bracket === '{' || bracket === '['
    if (isFlow) this.#last = this.#closingBracket(bracket === '{' ? '}' : ']')
    return this.#last
  }

  #closingBracket(bracket: string): number {
    const at = this.#text.indexOf(bracket, this.#last)
    return at < 0 ? this.#last : at + 1
  }

  #remember(event: ScalarEvent, node: Node): void {
    const name = this.#slice(event.anchorStart, event.anchorEnd)
    if (name !== '') this.#anchors.set(name, node)
  }

  #slice(start: number, end: number): string {
    return start < 0 ? '' : this.#text.slice(start, end)
  }
}

function emptyAt(offset: number): Node & { kind: 'scalar' } {
  return { kind: 'scalar', value: null, isPlain: true, start: offset, end: offset }
}

const SHORT_TAGS = new Map([
  ['!!str', 'text'],
  ['!!binary', 'binary'],
  ['!!bool', 'boolean'],
  ['!!int', 'number'],
  ['!!float', 'number'],
  ['!!null', 'null'],
])

/** A tag that YAML knows must fit; any other is passed over and the text taken as it stands. */
function withTag(text: string, tag: string, offset: number): Scalar {
  const short = tag.replace(/^!<tag:yaml\.org,2002:(.*)>$/, '!!$1')
  const wanted = SHORT_TAGS.get(short)
  if (wanted === undefined || wanted === 'text') return text
  if (wanted === 'binary') return decodeBinary(text, offset)
  const value = resolvePlain(text)
  const actual = value === null ? 'null' : typeof value
  const fits = actual === wanted && !(short === '!!int' && !Number.isInteger(value))
  if (fits) return value
  throw new Unreadable(`yaml: cannot decode ${tagOf(value)} \`${text}\` as a ${short}`, offset)
}

function tagOf(value: Scalar): string {
  if (value === null) return '!!null'
  if (typeof value === 'boolean') return '!!bool'
  if (typeof value === 'string') return '!!str'
  return Number.isInteger(value) ? '!!int' : '!!float'
}

function decodeBinary(text: string, offset: number): string {
  const bytes = binaryTag.resolve(text, true, '!!binary')
  if (bytes instanceof Uint8Array) return new TextDecoder().decode(bytes)
  throw new Unreadable('yaml: !!binary value contains invalid base64 data', offset)
}
