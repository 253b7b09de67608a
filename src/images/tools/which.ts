import type { Tool } from './call.ts'
import { attempt } from './texts.ts'

export const which: Tool = function* (call) {
  const { process } = call
  const isAll = call.args.includes('-a')
  const names = call.args.filter((arg) => !arg.startsWith('-'))
  const directories = (process.env.get('PATH') ?? '/usr/bin:/bin').split(':')
  let status = names.length === 0 ? 1 : 0
  for (const name of names) {
    const candidates = name.includes('/') ? [name] : directories.map((it) => `${it}/${name}`)
    const found = candidates.filter(
      (path) =>
        attempt(() => process.stat(path).kind === 'file' && process.access(path, 'execute')) ===
        true,
    )
    if (found.length === 0) status = 1
    for (const path of isAll ? found : found.slice(0, 1)) yield* call.print(`${path}\n`)
  }
  return status
}
