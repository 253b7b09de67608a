import type { Words } from '../words/words.ts'
import { capsuleState, kindOfTile, tileState } from './describe.ts'
import type { Diagram } from './diagram.ts'

/** What a listener should hear of the way from one picture to the next, as short sentences. */
export function announcementsBetween(
  before: Diagram,
  after: Diagram,
  say: Words['diagram'],
): readonly string[] {
  const old = spokenParts(before, say)
  const fresh = spokenParts(after, say)
  return [
    ...[...fresh].flatMap(([key, part]) => {
      const was = old.get(key)
      if (was === undefined) return [say.became(part.what, part.name, part.state)]
      return was.state === part.state ? [] : [say.became(part.what, part.name, part.state)]
    }),
    ...[...old].flatMap(([key, part]) =>
      fresh.has(key) ? [] : [say.vanished(part.what, part.name)],
    ),
  ]
}

interface Spoken {
  readonly what: string
  readonly name: string
  readonly state: string
}

/** Outlines are not spoken of: they change with every key that is typed. */
function spokenParts(diagram: Diagram, say: Words['diagram']): ReadonlyMap<string, Spoken> {
  const parts = new Map<string, Spoken>()
  for (const capsule of diagram.capsules) {
    if (capsule.presence === 'wanted') continue
    const { key, name } = capsule
    parts.set(key, { what: say.pod, name, state: capsuleState(capsule, say) })
    for (const tile of capsule.tiles) {
      if (tile.presence === 'wanted') continue
      const what = kindOfTile(tile, say)
      parts.set(`${key}/${tile.name}`, { what, name: tile.name, state: tileState(tile, say) })
    }
  }
  return parts
}
