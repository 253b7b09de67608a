import { CommandError } from '../failure.ts'

/** `KEY=VALUE` and `KEY-` behind the names of the resources. */
export interface Pairs {
  readonly resources: readonly string[]
  readonly set: ReadonlyMap<string, string>
  readonly removed: readonly string[]
}

/** Splits the arguments of `label` and its like; `what` names the pairs in messages. */
function splitPairs(
  args: readonly string[],
  what: string,
): { readonly resources: readonly string[]; readonly pairs: readonly string[] } {
  const first = args.findIndex(isPair)
  if (first < 0) return { resources: args, pairs: [] }
  const late = args.slice(first).find((arg) => !isPair(arg))
  if (late !== undefined)
    throw new CommandError(`all resources must be specified before ${what} changes: ${late}`)
  return { resources: args.slice(0, first), pairs: args.slice(first) }
}

function isPair(arg: string): boolean {
  return (arg.includes('=') && !arg.startsWith('=')) || (arg.endsWith('-') && arg !== '-')
}

const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/

export function parseLabels(args: readonly string[]): Pairs {
  const { resources, pairs } = splitPairs(args, 'label')
  const set = new Map<string, string>()
  const removed: string[] = []
  for (const pair of pairs) {
    if (!pair.includes('=')) {
      removed.push(pair.slice(0, -1))
      continue
    }
    const [key = '', value = '', ...more] = pair.split('=')
    if (more.length > 0) throw new CommandError(`invalid label spec: ${pair}`)
    const problem = labelValueProblem(value)
    if (problem !== undefined) throw new CommandError(`invalid label value: "${pair}": ${problem}`)
    set.set(key, value)
  }
  if (removed.some((key) => set.has(key)))
    throw new CommandError('can not both modify and remove a label in the same command')
  return { resources, set, removed }
}

function labelValueProblem(value: string): string | undefined {
  if (value.length > 63) return 'must be no more than 63 bytes'
  if (LABEL_VALUE.test(value)) return undefined
  return (
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', " +
    "and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or " +
    "'12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"
  )
}

export function parseAnnotations(args: readonly string[]): Pairs {
  const { resources, pairs } = splitPairs(args, 'annotation')
  const set = new Map<string, string>()
  const removed: string[] = []
  for (const pair of pairs) {
    const at = pair.indexOf('=')
    if (at > 0) set.set(pair.slice(0, at), pair.slice(at + 1))
    else removed.push(pair.slice(0, -1))
  }
  const both = removed.filter((key) => set.has(key))
  if (both.length > 0)
    throw new CommandError(
      `can not both modify and remove the following annotation(s) in the same command: ${both.join(', ')}`,
    )
  return { resources, set, removed }
}
