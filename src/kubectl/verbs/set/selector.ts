import type { Target } from '../../api/collect.ts'
import type { KubeObject } from '../../api/objects.ts'
import { defineCommand } from '../../command.ts'
import { CommandError } from '../../failure.ts'
import { bool, string } from '../../flags/flag.ts'
import { objectsToSet, refuseNames, SET_FLAGS, sendSetting } from './changed-objects.ts'

export const selector = defineCommand({
  name: 'selector',
  use: 'set selector (-f FILENAME | TYPE NAME) EXPRESSIONS [--resource-version=version]',
  summary: 'Set the selector on a resource.',
  examples: [
    { what: 'Lead to other Pods', line: "kubectl set selector service web 'app=web,version=2'" },
  ],
  flags: {
    ...SET_FLAGS,
    recursive: bool({ short: 'R', initial: true, usage: 'Go into the directories of -f.' }),
    'resource-version': string({ usage: 'Only if the object still is of this version.' }),
  },
  *run(cli, { flags, args }) {
    const names = args.slice(0, -1)
    const text = args.at(-1)
    if (text === undefined) throw new CommandError('one selector is required')
    const labels = labelsOf(text)
    refuseNames(flags, names)
    const { recursive } = flags
    const targets = yield* objectsToSet(cli, flags, { args: names, recursive })
    const way = {
      flags,
      done: 'selector updated',
      failure: '',
      isAlwaysSent: true,
      resourceVersion: flags['resource-version'],
    }
    for (const target of targets) {
      const changed = withSelector(target, labels)
      yield* sendSetting(cli, { target, changed }, way)
    }
  },
})

interface Requirements {
  readonly labels: Readonly<Record<string, string>>
  /** What no map of labels can say, as Go prints it. */
  readonly expressions: readonly string[]
}

function labelsOf(text: string): Requirements {
  const parts = text.trim() === '' ? [] : text.split(/,(?![^(]*\))/).map((part) => part.trim())
  const labels: [string, string][] = []
  const expressions: string[] = []
  for (const part of parts) {
    const [, key = '', value = ''] = /^([^=!\s]+)\s*==?\s*([^=!\s]*)$/.exec(part) ?? []
    if (key !== '') labels.push([key, value])
    else expressions.push(expressionOf(part, text))
  }
  return { labels: Object.fromEntries(labels), expressions }
}

function expressionOf(part: string, whole: string): string {
  const [, inKey = '', operator = '', list = ''] =
    /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(part) ?? []
  if (inKey !== '') {
    const values = list.split(',').map((value) => value.trim())
    return `{${inKey} ${operator === 'in' ? 'In' : 'NotIn'} [${values.sort().join(' ')}]}`
  }
  if (/^[^=!\s]+\s*!=/.test(part))
    throw new CommandError('"!=" is not a valid label selector operator')
  const [, bang = '', key = ''] = /^(!?)\s*([^=!\s()]+)$/.exec(part) ?? []
  if (key !== '') return `{${key} ${bang === '' ? 'Exists' : 'DoesNotExist'} []}`
  throw new CommandError(
    `couldn't parse the selector string "${whole}": unable to parse requirement: found '${part[0] ?? ''}', expected: !, identifier, or 'end of string'`,
  )
}

function withSelector({ mapping, object = {} }: Target, wanted: Requirements): KubeObject {
  const { labels, expressions } = wanted
  if (mapping.kind !== 'Service')
    throw new CommandError('setting a selector is only supported for Services')
  if (expressions.length > 0)
    throw new CommandError(
      `match expression [${expressions.join(' ')}] not supported on this object`,
    )
  const spec = object['spec']
  return { ...object, spec: { ...(typeof spec === 'object' ? spec : {}), selector: labels } }
}
