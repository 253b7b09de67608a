import type { Node, Taint } from '../api/generated/types.ts'
import { validateNodeStatusUpdate } from '../api/validation/nodes.ts'
import type { Call } from './call.ts'
import type { ApiObject } from './object.ts'
import { withSpecOf, withStatusOf } from './strategies.ts'

export const nodeStrategy = {
  prepareForCreate: withoutConfiguration,
  selectableFields: ({ spec }: Node) => ({
    'spec.unschedulable': `${spec.unschedulable ?? false}`,
  }),
  updates: {
    '': {
      prepare: (object: Node, before: Node): Node =>
        withStatusOf(withoutConfiguration(object), before),
    },
    status: {
      prepare: (object: Node, before: Node): Node =>
        withSpecOf(withoutConfiguration(object), before),
      validate: validateNodeStatusUpdate,
    },
  },
}

/** Kubelets no longer read their configuration from the API: what speaks of it is dropped. */
function withoutConfiguration(node: Node): Node {
  const { configSource, ...spec } = node.spec
  const { config, ...status } = node.status
  if (configSource === undefined && config === undefined) return node
  return { ...node, spec, status }
}

const NOT_READY: Taint = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }

/** TaintNodesByCondition: nobody is sent to a new node before somebody has seen it ready. */
export function taintNewNode({ resource }: Call, object: ApiObject): ApiObject {
  if (resource.resource !== 'nodes') return object
  const node = object as Node
  const { taints = [] } = node.spec
  const isTainted = taints.some(
    ({ key, effect }) => key === NOT_READY.key && effect === NOT_READY.effect,
  )
  const tainted: Node = { ...node, spec: { ...node.spec, taints: [...taints, NOT_READY] } }
  return isTainted ? node : tainted
}
