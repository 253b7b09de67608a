import { defineCommand } from '../command.ts'
import { mark, type MarkKind } from './mark.ts'
import { fieldManagerFlag } from '../flags/shared-flags.ts'
import { MARK_FLAGS } from './mark-flags.ts'
import { parseAnnotations } from './pairs.ts'

const CHANGE_CAUSE = 'kubernetes.io/change-cause'

const ANNOTATIONS: MarkKind = {
  field: 'annotations',
  noun: 'annotation',
  namesMissing: false,
  conflict: (current, set) => {
    const problems = [...set]
      .filter(
        ([key, value]) => key !== CHANGE_CAUSE && current.has(key) && current.get(key) !== value,
      )
      .map(([key]) => `'${key}' already has a value (${current.get(key) ?? ''})`)
    return problems.length === 0
      ? undefined
      : `--overwrite is false but found the following declared annotation(s): ${problems.join('; ')}`
  },
  operation: () => 'annotated',
}

export const annotate = defineCommand({
  name: 'annotate',
  use: 'annotate [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version]',
  summary: 'Update the annotations on a resource.',
  examples: [
    { what: 'Note who released a Pod', line: "kubectl annotate pod web releasedBy='jo'" },
    { what: 'Take the note away', line: 'kubectl annotate pod web releasedBy-' },
  ],
  flags: { ...MARK_FLAGS, ...fieldManagerFlag('kubectl-annotate') },
  *run(cli, { flags, args }) {
    yield* mark(cli, { kind: ANNOTATIONS, pairs: parseAnnotations(args), flags })
  },
})
