import { duplicate, forbiddenField, internalError, invalidValue, quoteGo } from '../field-error.ts'
import type { Node, NodeStatus } from '../generated/types.ts'
import { familyOf, isNetwork, networkWarnings } from '../ip-network.ts'
import { byteLength } from '../names.ts'
import { internalForm } from './internal-form.ts'
import { validateObjectMetaUpdate } from './meta.ts'
import { validateNodeAnnotations } from './node-annotations.ts'
import { validateTaints } from './node-taints.ts'
import { validateMetaOf } from './plain-kinds.ts'
import { validateAmount } from './resources.ts'
import { each, type Errors, NOT_POSITIVE } from './rules.ts'

/** Its taints are looked for among the metadata, as the real server does. */
const TAINTS = 'metadata.taints'

/** Source of all of this: ValidateNode and ValidateNodeUpdate in pkg/apis/core/validation. */
export function validateNode(node: Node): Errors {
  const { metadata, spec, status } = node
  return [
    ...validateMetaOf(node, false),
    ...validateNodeAnnotations(metadata),
    ...validateTaints(TAINTS, spec.taints ?? []),
    ...validateAmounts(status),
    ...validateSwap(status),
    ...validateFeatures(status),
    ...validateNetworks('spec.podCIDRs', spec.podCIDRs ?? []),
  ]
}

/** Whoever updates a node is asked everything, and then what may change. */
export function validateNodeUpdate(node: Node, before: Node): Errors {
  return [...validateNode(node), ...validateNodeStatusUpdate(node, before)]
}

/** What may change, which is all that a status is asked. */
export function validateNodeStatusUpdate(node: Node, before: Node): Errors {
  const { metadata, spec, status } = node
  return [
    ...validateObjectMetaUpdate(metadata, before.metadata),
    ...validateNodeAnnotations(metadata),
    ...validateAmounts(status),
    ...validateFeatures(status),
    ...validateAddresses(status),
    ...areKept(node, before),
    ...isProviderKept(node, before),
    ...validateTaints(TAINTS, spec.taints ?? []),
    ...(spec.externalID === before.spec.externalID
      ? []
      : [forbiddenField('spec.externalID', 'may not be updated')]),
  ]
}

/** What the API server takes and yet thinks wrong. */
export function nodeWarnings({ spec }: Node): readonly string[] {
  return [
    ...((spec.externalID ?? '') === ''
      ? []
      : ['spec.externalID: this field is deprecated, and is unused by Kubernetes']),
    ...(spec.podCIDRs ?? []).flatMap((network, index) =>
      networkWarnings(`spec.podCIDRs[${index}]`, network),
    ),
  ]
}

function validateAmounts({ capacity = {}, allocatable = {} }: NodeStatus): Errors {
  return Object.entries({ capacity, allocatable }).flatMap(([field, amounts]) =>
    Object.entries(amounts).flatMap(([name, amount]) =>
      validateAmount(`status.${field}.${name}`, name, amount),
    ),
  )
}

function validateSwap({ nodeInfo }: NodeStatus): Errors {
  const capacity = nodeInfo.swap?.capacity
  return capacity === undefined || capacity > 0
    ? []
    : [invalidValue('metadata.nodeSwapStatus.capacity', capacity, NOT_POSITIVE)]
}

const LONGEST_FEATURE = 253
const FEATURE = /^[A-Z][a-zA-Z0-9]*(\/[a-zA-Z][a-zA-Z0-9]*)*$/

/** Names of what a node can do: in order, each once. */
function validateFeatures({ declaredFeatures = [] }: NodeStatus): Errors {
  return each('status.declaredFeatures', declaredFeatures, (feature, path, index) => {
    const next = declaredFeatures[index + 1]
    const after = `status.declaredFeatures[${index + 1}]`
    const why = mistakeInFeature(feature)
    return [
      ...(why === '' ? [] : [invalidValue(path, feature, `invalid feature name ${why}`)]),
      ...(next === feature ? [duplicate(after, next)] : []),
      ...(next !== undefined && feature > next
        ? [invalidValue(after, next, 'list must be sorted alphabetically')]
        : []),
    ]
  })
}

function mistakeInFeature(name: string): string {
  const quoted = quoteGo(name)
  if (byteLength(name) > LONGEST_FEATURE)
    return `${quoted}: must be no more than ${LONGEST_FEATURE} characters`
  return FEATURE.test(name)
    ? ''
    : `${quoted}: must start with an UpperCamelCase segment, with subsequent segments separated by '/' (e.g., MyFeature or MyFeature/mySubFeature), and contain only alphanumeric characters and slashes`
}

/** One network of each family. */
function validateNetworks(path: string, networks: readonly string[]): Errors {
  const errors = each(path, networks, (network, at) => isNetwork(at, network))
  if (networks.length < 2) return errors
  const families = networks.map(familyOf)
  const wrong = families.indexOf(undefined)
  const isDual = wrong < 0 && new Set(families).size === 2
  const words = 'may specify no more than one CIDR for each IP family'
  return [
    ...errors,
    ...(wrong < 0 ? [] : [internalError(path, unreadable(networks, wrong))]),
    ...(isDual && networks.length === 2 ? [] : [invalidValue(path, networks, words)]),
  ]
}

function unreadable(networks: readonly string[], index: number): string {
  const why = `invalid CIDR[${index}]: <nil> (invalid CIDR address: ${networks[index] ?? ''})`
  return `invalid PodCIDRs. failed to check with dual stack with error:${why}`
}

function validateAddresses({ addresses = [] }: NodeStatus): Errors {
  const seen = new Set<string>()
  return each('status.addresses', addresses, (address, path) => {
    const key = `${address.type} ${address.address}`
    const isKnown = seen.has(key)
    seen.add(key)
    return isKnown ? [duplicate(path, internalForm('NodeAddress', address))] : []
  })
}

/** Networks that a node has it keeps. */
function areKept({ spec: { podCIDRs = [] } }: Node, { spec }: Node): Errors {
  const before = spec.podCIDRs ?? []
  const words = 'node updates may not change podCIDR except from "" to valid'
  if (before.length === 0) return []
  if (before.length !== podCIDRs.length) return [forbiddenField('spec.podCIDRs', words)]
  return before.flatMap((network, index) =>
    network === podCIDRs[index] ? [] : [forbiddenField('spec.podCIDRs', words)],
  )
}

function isProviderKept({ spec: { providerID } }: Node, { spec }: Node): Errors {
  const words = 'node updates may not change providerID except from "" to valid'
  return (spec.providerID ?? '') === '' || spec.providerID === providerID
    ? []
    : [forbiddenField('spec.providerID', words)]
}
