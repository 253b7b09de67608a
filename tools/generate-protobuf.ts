// Writes how the types of the API travel in protobuf into src/serve/protobuf/generated: numbers and
// kinds of the fields, as the tags of Kubernetes' own Go types have them.
//
//   npx tsx tools/generate-protobuf.ts FOLDER
//
// FOLDER holds a types.go for each group as NAME.go: core.go, apps.go, … from k8s.io/api, and meta.go
// from k8s.io/apimachinery.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/** Types that are messages of their own kind: see decode.ts. */
const SPECIAL = new Map([
  ['metav1.Time', 'time'],
  ['metav1.MicroTime', 'micro'],
  ['Time', 'time'],
  ['MicroTime', 'micro'],
  ['resource.Quantity', 'quantity'],
  ['intstr.IntOrString', 'intstr'],
  ['metav1.FieldsV1', 'json'],
  ['FieldsV1', 'json'],
  ['runtime.RawExtension', 'json'],
  ['[]byte', 'bytes'],
  ['bool', 'bool'],
  ['int', 'int'],
  ['int32', 'int'],
  ['int64', 'int'],
  ['string', 'string'],
])
const PACKAGES = new Map([
  ['metav1', 'meta'],
  ['v1', 'core'],
  ['corev1', 'core'],
])

const FIELD =
  /^\t(?:(\w+)\s+)?(\S+)\s+`json:"([^",]*)[^"]*"[^`]*protobuf:"\w+,(\d+),\w+(?:,name=(\w+))?[^"]*"/gm

interface Source {
  readonly group: string
  readonly text: string
}

const [folder = ''] = process.argv.slice(2)
const sources: readonly Source[] = readdirSync(folder).map((file) => ({
  group: basename(file, '.go'),
  text: readFileSync(join(folder, file), 'utf8'),
}))
const aliases = new Map(sources.flatMap(aliasesIn))
const lines = sources.flatMap(messagesIn).sort()
writeFileSync(
  new URL('../src/serve/protobuf/generated/messages.ts', import.meta.url),
  `// Written by tools/generate-protobuf.ts.\nexport const MESSAGES = \`\n${lines.join('\n')}\n\`\n`,
)
console.log(`${lines.length} messages`)

/** `type ResourceList map[…]…`, `type RestartPolicy string`. */
function aliasesIn({ group, text }: Source): readonly (readonly [string, string])[] {
  return [...text.matchAll(/^type (\w+) =? ?(?!struct)(\S+)$/gm)].map(
    ([, name = '', of = '']) => [`${group}.${name}`, of] as const,
  )
}

function messagesIn({ group, text }: Source): readonly string[] {
  return [...text.matchAll(/^type (\w+) struct \{\n(.*?)^\}/gms)].flatMap(
    ([, name = '', body = '']) => {
      const fields = [...body.matchAll(FIELD)].map((match) => fieldOf(group, match))
      return fields.length === 0 ? [] : [`${group}.${name} ${fields.join(' ')}`]
    },
  )
}

/** `NAME:NUMBER:KIND`: a name is empty where the fields stand in the owner's own place. */
function fieldOf(
  group: string,
  [, , goType = '', json = '', number = '']: RegExpMatchArray,
): string {
  return `${json}:${number}:${kindOf(group, goType)}`
}

/** `*` may be there and be zero; `[` comes several times; `{` is a map. */
function kindOf(group: string, goType: string): string {
  const special = SPECIAL.get(goType)
  if (special !== undefined) return special
  if (goType.startsWith('*')) return `*${kindOf(group, goType.slice(1))}`
  if (goType.startsWith('[]')) return `[${kindOf(group, goType.slice(2))}`
  const map = /^map\[\w+(?:\.\w+)?\](.*)$/.exec(goType)
  if (map !== null) return `{${kindOf(group, map[1] ?? '')}`
  const [first = '', second] = goType.split('.')
  if (second === undefined) return named(group, first)
  if (first === 'types') return 'string'
  return named(PACKAGES.get(first) ?? first, second)
}

function named(group: string, name: string): string {
  const alias = aliases.get(`${group}.${name}`)
  return alias === undefined ? `${group}.${name}` : kindOf(group, alias)
}
