import { type Command, defineCommand } from '../command.ts'
import { CORDON_FLAGS, nodesOf, setUnschedulable } from './node-targets.ts'

export const cordon = verb({
  name: 'cordon',
  summary: 'Mark node as unschedulable.',
  what: 'Keep new Pods from a node',
  wanted: true,
})

export const uncordon = verb({
  name: 'uncordon',
  summary: 'Mark node as schedulable.',
  what: 'Let Pods come to a node again',
  wanted: false,
})

interface Cordon {
  readonly name: string
  readonly summary: string
  readonly what: string
  readonly wanted: boolean
}

function verb({ name, summary, what, wanted }: Cordon): Command {
  const use = `${name} NODE`
  return defineCommand({
    name,
    use,
    summary,
    examples: [{ what, line: `kubectl ${name} worker-1` }],
    flags: CORDON_FLAGS,
    *run(cli, { flags, args, changed }) {
      const isSelected = changed.has('selector')
      const nodes = yield* nodesOf(cli, args, { flags, isSelected, use })
      yield* setUnschedulable(cli, nodes, { flags, wanted })
    },
  })
}
