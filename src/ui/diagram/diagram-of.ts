import type { Node, Pod, World } from '#engine'
import { benchOf, isOfTheSystem } from './bench-of.ts'
import { capsuleOf, keyOf, wantedCapsule } from './capsule-of.ts'
import type { Diagram } from './diagram.ts'
import type { Draft } from './draft.ts'
import { exchangesOf } from './exchange-of.ts'

/**
 * What the picture shows: the nodes and Pods of a moment, and in outline what the text in the
 * editor asks for beyond that. Plain data in no language; where everything stands is decided later.
 */
export function diagramOf(world: World, draft: Draft): Diagram {
  const pods = objectsUnder(world, 'pods/') as readonly Pod[]
  const nodes = objectsUnder(world, 'nodes/') as readonly Node[]
  const ours = pods.filter((pod) => !isOfTheSystem(pod))
  const draftFor = (key: string) => draft.pods.find((pod) => pod.key === key)
  const missing = draft.pods.filter(({ key }) => !ours.some((pod) => keyOf(pod) === key))
  const capsules = [
    ...ours.map((pod) => capsuleOf(pod, world, draftFor(keyOf(pod)))),
    ...missing.map(wantedCapsule),
  ]
  const benches = nodes.map((node) => benchOf(node, pods))
  return {
    benches,
    capsules,
    exchanges: exchangesOf(
      world,
      capsules,
      benches.map((bench) => bench.name),
    ),
    isDraftReadable: draft.isReadable,
  }
}

/** In order of the key, which is RESOURCE/NAMESPACE/NAME and so tells the type. */
function objectsUnder(world: World, prefix: string): readonly (object | undefined)[] {
  return [...world.objects.keys()]
    .filter((key) => key.startsWith(prefix))
    .sort()
    .map((key) => world.objects.get(key))
}
