import type { Run } from '#engine'
import type { Command } from 'unbash'
import type { Shell } from '../shell.ts'

/** Aliases that are being replaced: none stands for itself again. */
const replacing = new WeakMap<Shell, readonly string[]>()

/** Carries out what an alias stands for; undefined when the command's name is none. */
export function* runAlias(shell: Shell, node: Command): Run<number | undefined> {
  const name = node.name?.text ?? ''
  const text = shell.aliases.get(name)
  const inUse = replacing.get(shell) ?? []
  const isKnown = text !== undefined && !inUse.includes(name)
  const isOn = shell.isInteractive || shell.flavour.name !== 'bash' || shell.has('expand_aliases')
  if (!isKnown || !isOn || node.name === undefined) return undefined
  const before = shell.source.slice(node.pos, node.name.pos)
  const after = shell.source.slice(node.name.end, node.end)
  replacing.set(shell, [...inUse, name])
  try {
    return yield* shell.evaluate(before + text + after)
  } finally {
    replacing.set(shell, inUse)
  }
}
