import type { JsonValue } from '#manifest'
import { isList, type KubeObject } from '../api/objects.ts'
import { CommandError } from '../failure.ts'
import { goText } from './go-text.ts'
import { findValues } from './jsonpath-evaluate.ts'
import { type JsonPathNode, parseTemplate } from './jsonpath-parse.ts'
import type { ObjectPrinter } from './printer.ts'
import { TABLE_LAYOUT, TabWriter } from './tab-writer.ts'

interface Column {
  readonly header: string
  readonly path: readonly JsonPathNode[]
}

export interface ColumnFlags {
  readonly output: string
  readonly template: string
  readonly 'no-headers': boolean
}

/** The printer of -o custom-columns; undefined when another format is asked for. */
export function customColumnsFor(
  flags: ColumnFlags,
  readFile: (path: string) => string,
): ObjectPrinter | undefined {
  const [format = '', ...rest] = flags.output.split('=')
  if (format !== 'custom-columns' && format !== 'custom-columns-file') return undefined
  const spec = rest.length > 0 ? rest.join('=') : flags.template
  if (spec === '')
    throw new CommandError('custom-columns format specified but no custom columns given')
  const columns = format === 'custom-columns' ? parseSpec(spec) : parseTemplateFile(readFile(spec))
  return new CustomColumns(columns, flags['no-headers'] && format === 'custom-columns')
}

function parseSpec(spec: string): readonly Column[] {
  return spec.split(',').map((part) => {
    const [header = '', ...path] = part.split(':')
    if (path.length === 0)
      throw new CommandError(
        `unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`,
      )
    return { header, path: parseTemplate(relaxedPath(path.join(':'))) }
  })
}

const FILE_FORMAT =
  'Expected format is one line of space separated headers, one line of space separated column specs.'

function parseTemplateFile(text: string): readonly Column[] {
  const [first, second] = text.replace(/\n$/, '').split('\n')
  if (first === undefined || first === '')
    throw new CommandError(`invalid template, missing header line. ${FILE_FORMAT}`)
  if (second === undefined)
    throw new CommandError(`invalid template, missing spec line. ${FILE_FORMAT}`)
  const headers = first.trim().split(/\s+/)
  const specs = second.trim().split(/\s+/)
  if (headers.length !== specs.length)
    throw new CommandError(
      `number of headers (${headers.length}) and field specifications (${specs.length}) don't match`,
    )
  return headers.map((header, at) => ({
    header,
    path: parseTemplate(relaxedPath(specs[at] ?? '')),
  }))
}

/** `x.y`, `.x.y`, `{x.y}` and `{.x.y}` all mean `{.x.y}`. */
export function relaxedPath(expression: string): string {
  if (expression === '') return expression
  const [, braced, bare] = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/.exec(expression) ?? []
  const path = braced ?? bare
  if (path !== undefined) return `{.${path}}`
  throw new CommandError(
    "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'",
  )
}

class CustomColumns implements ObjectPrinter {
  readonly #columns: readonly Column[]
  readonly #writer = new TabWriter(TABLE_LAYOUT)
  #needsHeaders: boolean

  constructor(columns: readonly Column[], noHeaders: boolean) {
    this.#columns = columns
    this.#needsHeaders = !noHeaders
  }

  print(object: KubeObject): string {
    if (this.#needsHeaders) this.#line(this.#columns.map(({ header }) => header))
    this.#needsHeaders = false
    for (const item of isList(object) ? object.items : [object]) this.#row(item)
    return this.#writer.flush()
  }

  #row(object: KubeObject): void {
    const options = { allowsMissingKeys: true, asJson: false }
    this.#line(
      this.#columns.map(({ path }) => {
        const values = findValues(path, object as JsonValue, options)
        return values.length === 0 ? '<none>' : values.map(goText).join(',')
      }),
    )
  }

  #line(cells: readonly string[]): void {
    this.#writer.write(`${cells.join('\t').replaceAll('\x1b', '^[')}\n`)
  }
}
