import { isJsonObject, type JsonValue, writeYaml } from '#manifest'
import { isList, type KubeObject } from '../api/objects.ts'
import { CommandError } from '../failure.ts'
import { goTemplate } from './go-template.ts'
import { goJsonIndented } from './json.ts'
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
  switch (format) {
    case 'json':
      return { print: (object) => goJsonIndented(prepared(object, managed)) }
    case 'yaml':
      return new YamlPrinter(managed)
    case 'kyaml':
      return { print: (object) => kyamlDocument(prepared(object, managed)) }
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
