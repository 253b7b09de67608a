/** Each rule takes a value and gives what is wrong with it, in Kubernetes' words; nothing if it fits. */
export type NameRule = (value: string) => readonly string[]

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`
const LABEL_KEY = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]'
const NAME_CHARACTERS =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character"
const SUBDOMAIN_WORDS =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character"

const subdomain = new RegExp(`^${SUBDOMAIN}$`)
const matchesLabel = new RegExp(`^${LABEL}$`)
const matchesLabelKey = new RegExp(`^${LABEL_KEY}$`)

const encoder = new TextEncoder()

/** Bytes of the text in UTF-8. */
export function byteLength(text: string): number {
  return encoder.encode(text).length
}

/** `… (e.g. 'my-name',  or '123-abc', regex used for validation is '…')`. */
function regexError(message: string, regex: string, examples: readonly string[]): string {
  const named = examples.map((example) => `'${example}', `).join(' or ')
  return `${message} (${named === '' ? '' : `e.g. ${named}`}regex used for validation is '${regex}')`
}

export function rangeError(low: number, high: number): string {
  return `must be between ${low} and ${high}, inclusive`
}

export const dns1123Label: NameRule = (value) => [
  ...atMost(63, 'characters', value),
  ...(matchesLabel.test(value)
    ? []
    : subdomain.test(value)
      ? ['must not contain dots']
      : [
          regexError(
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
            LABEL,
            ['my-name', '123-abc'],
          ),
        ]),
]

export const dns1123Subdomain: NameRule = (value) => [
  ...atMost(253, 'characters', value),
  ...matching(subdomain, regexError(SUBDOMAIN_WORDS, SUBDOMAIN, ['example.com']), value),
]

const SEARCH_LABEL = '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?'
const SEARCH = `${SEARCH_LABEL}(\\.${SEARCH_LABEL})*`

/** A domain in which names are searched: with underscores, too. */
export const dnsSearch: NameRule = (value) => [
  ...atMost(253, 'characters', value),
  ...matching(
    new RegExp(`^${SEARCH}$`),
    regexError(SUBDOMAIN_WORDS.replace("'-' or '.'", "'_', '-' or '.'"), SEARCH, ['example.com']),
    value,
  ),
]

/** A key of labels and annotations, and many other names: an optional domain, and a name. */
export const qualifiedName: NameRule = (value) => {
  const parts = value.split('/')
  const words = regexError(NAME_CHARACTERS, LABEL_KEY, ['MyName', 'my.name', '123-abc'])
  if (parts.length > 2)
    return [
      `a valid label key ${words} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ]
  const name = parts.at(-1) ?? ''
  const prefix = parts.length === 2 ? prefixErrors(parts[0] ?? '') : []
  const size = name === '' ? ['must be non-empty'] : atMost(63, 'bytes', name)
  const shape = matching(matchesLabelKey, words, name)
  return [...prefix, ...[...size, ...shape].map((error) => `name part ${error}`)]
}

function prefixErrors(prefix: string): readonly string[] {
  if (prefix === '') return ['prefix part must be non-empty']
  const shape = matching(subdomain, regexError(SUBDOMAIN_WORDS, SUBDOMAIN, ['example.com']), prefix)
  return [...atMost(253, 'bytes', prefix), ...shape].map((error) => `prefix part ${error}`)
}

const matchesLabelValue = new RegExp(`^(${LABEL_KEY})?$`)

export const labelValue: NameRule = (value) => [
  ...atMost(63, 'bytes', value),
  ...matching(
    matchesLabelValue,
    regexError(
      `a valid label must be an empty string or ${NAME_CHARACTERS.replace('must ', '')}`,
      `(${LABEL_KEY})?`,
      ['MyValue', 'my_value', '12345'],
    ),
    value,
  ),
]

/** A key of a ConfigMap or a Secret. */
export const configMapKey: NameRule = (value) => [
  ...atMost(253, 'characters', value),
  ...matching(
    /^[-._a-zA-Z0-9]+$/,
    regexError(
      "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
      '[-._a-zA-Z0-9]+',
      ['key.name', 'KEY_NAME', 'key-name'],
    ),
    value,
  ),
  ...withoutDots(value),
]

/** Since 1.34 any printable ASCII but `=` will do. */
export const envVarName: NameRule = (value) => [
  ...(value === '' ? ['environment variable name must be non-empty'] : []),
  ...(/^[ -<>-~]*$/.test(value)
    ? []
    : [
        "a valid environment variable name must consist only of printable ASCII characters other than '='",
      ]),
]

/** The name of a container's port: what a Service may call it by. */
export const portName: NameRule = (value) => [
  ...atMost(15, 'characters', value),
  ...matching(
    /^[-a-z0-9]+$/,
    'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
    value,
  ),
  ...matching(/[a-z]/, 'must contain at least one letter (a-z)', value),
  ...(value.includes('--') ? ['must not contain consecutive hyphens'] : []),
  ...(/^-|-$/.test(value) ? ['must not begin or end with a hyphen'] : []),
]

export const httpHeaderName: NameRule = (value) =>
  matching(
    /^[-A-Za-z0-9]+$/,
    regexError(
      "a valid HTTP header must consist of alphanumeric characters or '-'",
      '[-A-Za-z0-9]+',
      ['X-Header-Name'],
    ),
    value,
  )

function matching(pattern: RegExp, words: string, value: string): readonly string[] {
  return pattern.test(value) ? [] : [words]
}

function atMost(most: number, unit: 'bytes' | 'characters', value: string): readonly string[] {
  return byteLength(value) > most ? [`must be no more than ${most} ${unit}`] : []
}

function withoutDots(value: string): readonly string[] {
  if (value === '.') return ["must not be '.'"]
  if (value === '..') return ["must not be '..'"]
  return value.startsWith('..') ? ["must not start with '..'"] : []
}
