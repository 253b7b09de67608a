import { defineCommand } from '../command.ts'
import { ManyErrors, CommandError } from '../failure.ts'
import { mark, type MarkKind } from './mark.ts'
import { fieldManagerFlag } from '../flags/shared-flags.ts'
import { MARK_FLAGS } from './mark-flags.ts'
import { parseLabels } from './pairs.ts'

const LABELS: MarkKind = {
  field: 'labels',
  noun: 'label',
  namesMissing: true,
  conflict: (current, set) => {
    const problems = [...set]
      .filter(([key, value]) => current.has(key) && current.get(key) !== value)
      .map(
        ([key]) =>
          `'${key}' already has a value (${current.get(key) ?? ''}), and --overwrite is false`,
      )
    if (problems.length === 0) return undefined
    return new ManyErrors(problems.map((problem) => new CommandError(problem))).message
  },
  operation: (added, removed) => {
    if (added > 0 && removed > 0) return 'modified'
    if (added > 0) return 'labeled'
    return removed > 0 ? 'unlabeled' : 'not labeled'
  },
}

export const label = defineCommand({
  name: 'label',
  use: 'label [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version]',
  summary: 'Update the labels on a resource.',
  examples: [
    { what: 'Give a Pod a label', line: 'kubectl label pod web env=dev' },
    { what: 'Take it away', line: 'kubectl label pod web env-' },
  ],
  flags: { ...MARK_FLAGS, ...fieldManagerFlag('kubectl-label') },
  *run(cli, { flags, args }) {
    yield* mark(cli, { kind: LABELS, pairs: parseLabels(args), flags })
  },
})
