import {
  type ApiDocument,
  type ApiSchema,
  type GroupVersionKind,
  mapValues,
  resolveRef,
  schemaOfKind,
} from './document.ts'
import { indent, wrap } from './wrap.ts'

export interface Explained {
  readonly document: ApiDocument
  readonly kind: GroupVersionKind
  /** Names of fields from the object down. */
  readonly path: readonly string[]
  readonly isRecursive: boolean
}

/** What stands above: printed before it is known whether there is such a field. */
export function explainHead({ group, kind, version }: GroupVersionKind): string {
  const first = group === '' ? '' : `GROUP:      ${group}\n`
  return `${first}KIND:       ${kind}\nVERSION:    ${version}\n\n`
}

/** What `kubectl explain` prints; undefined when there is no such field or kind. */
export function explain({ document, kind, path, isRecursive }: Explained): string | undefined {
  const schema = schemaOfKind(document, kind)
  if (schema === undefined) return undefined
  const body = new Explainer(document, isRecursive).output(schema, path)
  return body === undefined ? undefined : `${body}\n`
}

class Explainer {
  readonly #document: ApiDocument
  readonly #isRecursive: boolean

  constructor(document: ApiDocument, isRecursive: boolean) {
    this.#document = document
    this.#isRecursive = isRecursive
  }

  output(schema: ApiSchema, path: readonly string[]): string | undefined {
    const found = this.#resolved(schema)
    const [first, ...rest] = path
    if (first === undefined) return this.#whole(found)
    const field = propertiesOf(found).get(first)
    if (field !== undefined) {
      const below = this.output(field, rest)
      return rest.length > 0 || below === undefined ? below : this.#head(first, field) + below
    }
    const inner = found.items ?? mapValues(found)
    if (inner !== undefined) return this.output(inner, path)
    for (const each of found.allOf ?? []) {
      const output = this.output(each, path)
      if (output !== undefined) return output
    }
    return undefined
  }

  #head(name: string, schema: ApiSchema): string {
    const values = (schema.enum ?? []).map((value) => `\n    ${value === '' ? '""' : value}`)
    const choices = values.length === 0 ? '' : `ENUM:${values.join('')}`
    return `FIELD: ${name} <${this.#typeOf(schema)}>\n${choices}\n\n`
  }

  #whole(schema: ApiSchema): string {
    const description = this.#description(schema)
    const text = description === '' ? '<empty>' : description
    const fields = this.#fields(schema, { level: 1, seen: new Set() })
    const list = fields === '' ? '' : `FIELDS:\n${fields}`
    return `DESCRIPTION:\n${indent(wrap(text, 76), 4)}\n${list}`
  }

  #description(schema: ApiSchema): string {
    const found = this.#resolved(schema)
    const inner = [...(found.allOf ?? []), found.items, mapValues(found)]
    const own = (found.description ?? '') === '' ? '' : `${found.description ?? ''}\n`
    return inner.reduce(
      (text, each) => (each === undefined ? text : text + this.#description(each)),
      own,
    )
  }

  #fields(
    schema: ApiSchema,
    { level, seen }: { readonly level: number; readonly seen: ReadonlySet<string> },
  ): string {
    const { $ref = '' } = schema
    if (seen.has($ref)) return ''
    const passed = $ref === '' ? seen : new Set([...seen, $ref])
    const found = this.#resolved(schema)
    let text = ''
    for (const [name, field] of propertiesOf(found)) {
      text += this.#field(name, field, {
        level,
        isRequired: found.required?.includes(name) === true,
      })
      if (this.#isRecursive) text += this.#fields(field, { level: level + 1, seen: passed })
    }
    const inner = [...(found.allOf ?? []), found.items, mapValues(found)]
    for (const each of inner)
      if (each !== undefined) text += this.#fields(each, { level, seen: passed })
    return text
  }

  #field(
    name: string,
    schema: ApiSchema,
    { level, isRequired }: { readonly level: number; readonly isRequired: boolean },
  ): string {
    const by = level * 2
    const required = isRequired ? ' -required-' : ''
    const head = `${indent(name, by)}\t<${this.#typeOf(schema)}>${required}${choicesText(schema, by)}\n`
    if (this.#isRecursive) return head
    const { description = '' } = schema
    const text = description === '' ? '<no description>' : description
    return `${head}${indent(wrap(text, 78 - by), by + 2)}\n\n`
  }

  #typeOf(schema: ApiSchema): string {
    const { items, allOf = [], properties, $ref, type } = schema
    const values = mapValues(schema)
    const [only] = allOf
    if (items !== undefined) return `[]${this.#typeOf(items)}`
    if (values !== undefined) return `map[string]${this.#typeOf(values)}`
    if (allOf.length === 1 && only !== undefined && properties === undefined)
      return this.#typeOf(only)
    if ($ref === undefined) return type === undefined || type === 'object' ? 'Object' : type
    const target = resolveRef(this.#document, $ref)
    if (target?.type !== undefined && target.type !== 'object') return target.type
    return $ref.split('/').at(-1)?.split('.').at(-1) ?? 'Object'
  }

  #resolved(schema: ApiSchema): ApiSchema {
    return resolveRef(this.#document, schema.$ref) ?? schema
  }
}

const MOST_CHOICES = 4

function choicesText({ enum: values = [] }: ApiSchema, by: number): string {
  if (values.length === 0) return ''
  const shown = values.slice(0, MOST_CHOICES).map((value) => (value === '' ? '""' : String(value)))
  const more = values.length > MOST_CHOICES ? ', ....' : ''
  return `\n${' '.repeat(by)}enum: ${shown.join(', ')}${more}`
}

function propertiesOf({ properties = {} }: ApiSchema): ReadonlyMap<string, ApiSchema> {
  const entries = Object.entries(properties)
  return new Map(entries.sort(([left], [right]) => (left < right ? -1 : 1)))
}
