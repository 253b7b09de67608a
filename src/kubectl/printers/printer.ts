import { decode, typeSchema } from '#engine'
import { isJsonObject, type JsonValue, writeYaml } from '#manifest'
import { isList, type KubeObject } from '../api/objects.ts'
import { CommandError } from '../failure.ts'
import { goTemplate } from './go-template.ts'
import { goJsonIndented, withSortedKeys } from './json.ts'
import { parseJsonPath } from './jsonpath.ts'
import { kyamlDocument } from './kyaml.ts'

/** Turns one object after the other into text. */
export interface ObjectPrinter {
  print(object: KubeObject): string
}

export interface PrinterFlags {
  readonly output: string
  readonly template: string
  readonly 'allow-missing-template-keys': boolean
  readonly 'show-managed-fields': boolean
}

export interface PrinterOptions {
  readonly flags: PrinterFlags
  /** What has been done with the object, as `created`; nothing for `get`. */
  readonly operation?: string
  /**
   * In which order JSON has the fields. A command that knows the object only as JSON has them
   * `sorted`; one that knows its Go type, in the order of the `type`, or as `given` by the server,
   * which is the same.
   */
  readonly fields?: 'sorted' | 'type' | 'given'
  /** Formats of the command beyond those that all have. */
  readonly moreFormats?: readonly string[]
  /** Reads the file of jsonpath-file and its like. */
  readonly readFile: (path: string) => string
}

const FORMATS = [
  'json',
  'yaml',
  'kyaml',
  'name',
  'go-template',
  'go-template-file',
  'template',
  'templatefile',
  'jsonpath',
  'jsonpath-as-json',
  'jsonpath-file',
]

/** The printer that --output asks for; none means the command's own words. */
export function printerFor(options: PrinterOptions): ObjectPrinter {
  const { output } = options.flags
  const [format = '', ...rest] = output.split('=')
  const argument = rest.length > 0 ? rest.join('=') : options.flags.template
  if (output === '' && options.flags.template === '')
    return new NamePrinter(options.operation ?? '')
  const printer = ofFormat(format === '' ? 'go-template' : format, argument, options)
  if (printer !== undefined) return printer
  const allowed = [...FORMATS, ...(options.moreFormats ?? [])].sort()
  throw new CommandError(
    `unable to match a printer suitable for the output format "${output}", ` +
      `allowed formats are: ${allowed.join(',')}`,
  )
}

function ofFormat(
  format: string,
  argument: string,
  options: PrinterOptions,
): ObjectPrinter | undefined {
  const managed = options.flags['show-managed-fields']
  const { fields = 'sorted' } = options
  const ordered = (object: KubeObject): JsonValue => {
    const shown = prepared(fields === 'type' ? typed(object) : object, managed)
    return fields === 'sorted' ? withSortedKeys(shown) : shown
  }
  switch (format) {
    case 'json':
      return { print: (object) => goJsonIndented(ordered(object)) }
    case 'yaml':
      return new YamlPrinter(managed)
    case 'kyaml':
      return { print: (object) => kyamlDocument(ordered(object)) }
    case 'name':
      return new NamePrinter('')
    case 'jsonpath':
    case 'jsonpath-file':
    case 'jsonpath-as-json':
      return jsonPathPrinter(format, argument, options)
    case 'go-template':
    case 'go-template-file':
    case 'template':
    case 'templatefile':
      return templatePrinter(format, argument, options)
    default:
      return undefined
  }
}

/** `pod/web created`; the type and the name alone with -o name. */
class NamePrinter implements ObjectPrinter {
  readonly #operation: string

  constructor(operation: string) {
    this.#operation = operation
  }

  print(object: KubeObject): string {
    if (isList(object)) return object.items.map((item) => this.print(item)).join('')
    const { apiVersion = '', kind = '', metadata } = object
    const [group = ''] = apiVersion.includes('/') ? apiVersion.split('/') : []
    const type = `${kind.toLowerCase()}${group === '' ? '' : `.${group}`}`
    const done = this.#operation === '' ? '' : ` ${this.#operation}`
    return `${type}/${metadata?.name ?? '<unknown>'}${done}\n`
  }
}

class YamlPrinter implements ObjectPrinter {
  readonly #showsManagedFields: boolean
  #count = 0

  constructor(showsManagedFields: boolean) {
    this.#showsManagedFields = showsManagedFields
  }

  print(object: KubeObject): string {
    this.#count++
    const separator = this.#count > 1 ? '---\n' : ''
    return separator + writeYaml(prepared(object, this.#showsManagedFields))
  }
}

function jsonPathPrinter(
  format: string,
  argument: string,
  { flags, readFile }: PrinterOptions,
): ObjectPrinter {
  if (argument === '') throw new CommandError('template format specified but no template given')
  const text = format === 'jsonpath-file' ? readFile(argument) : argument
  const path = parseJsonPath(text)
  const options = {
    allowsMissingKeys: flags['allow-missing-template-keys'],
    asJson: format === 'jsonpath-as-json',
  }
  return { print: (object) => path(object as JsonValue, options) }
}

function templatePrinter(
  format: string,
  argument: string,
  { flags, readFile }: PrinterOptions,
): ObjectPrinter {
  if (argument === '') throw new CommandError('template format specified but no template given')
  const text = format.endsWith('file') ? readFile(argument) : argument
  const print = goTemplate(text, flags['allow-missing-template-keys'])
  return { print: (object) => print(object as JsonValue) }
}

/** In the order of its Go type; one that only the command knows is in that order already. */
function typed(object: KubeObject): KubeObject {
  const { kind = '' } = object
  if (typeSchema(kind) === undefined) return object
  // A decoded object has the fields of the one that was read.
  return decode(object, kind).object as KubeObject
}

/** Without managedFields, unless they are wanted. */
function prepared(object: KubeObject, showsManagedFields: boolean): JsonValue {
  const value = object as JsonValue
  if (showsManagedFields || !isJsonObject(value)) return value
  const { items } = value
  if (Array.isArray(items)) return { ...value, items: items.map(withoutManagedFields) }
  return withoutManagedFields(value)
}

function withoutManagedFields(value: JsonValue): JsonValue {
  if (!isJsonObject(value) || !isJsonObject(value['metadata'])) return value
  const entries = Object.entries(value['metadata']).filter(([key]) => key !== 'managedFields')
  return { ...value, metadata: Object.fromEntries(entries) }
}
