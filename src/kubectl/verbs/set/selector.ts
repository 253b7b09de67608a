import type { Target } from '../../api/collect.ts'
import type { KubeObject } from '../../api/objects.ts'
import { defineCommand } from '../../command.ts'
import { CommandError } from '../../failure.ts'
import { type Expression, selectorWords, type SelectorWords } from '../../api/selector-words.ts'
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
    const words = selectorWords(text)
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
      const changed = withSelector(target, words)
      yield* sendSetting(cli, { target, changed }, way)
    }
  },
})

function withSelector({ mapping, object = {} }: Target, wanted: SelectorWords): KubeObject {
  const { labels, expressions } = wanted
  if (mapping.kind !== 'Service')
    throw new CommandError('setting a selector is only supported for Services')
  if (expressions.length > 0)
    throw new CommandError(
      `match expression [${expressions.map(shown).join(' ')}] not supported on this object`,
    )
  const spec = object['spec']
  return { ...object, spec: { ...(typeof spec === 'object' ? spec : {}), selector: labels } }
}

/** As Go prints it. */
function shown({ key, operator, values }: Expression): string {
  return `{${key} ${operator} [${values.join(' ')}]}`
}
