import { invalidValue } from '../field-error.ts'
import type { Namespace } from '../generated/types.ts'
import { dns1123Label } from '../names.ts'
import { validateKubeFinalizer, validateObjectMetaUpdate } from './meta.ts'
import { validateMetaOf } from './plain-kinds.ts'
import { each, type Errors, isQualifiedName } from './rules.ts'

export function validateNamespace(namespace: Namespace): Errors {
  const finalizers = namespace.spec.finalizers ?? []
  return [
    ...validateMetaOf(namespace, false, dns1123Label),
    ...finalizers.flatMap((it) => validateHolder(it, 'spec.finalizers')),
  ]
}

export function validateNamespaceUpdate(namespace: Namespace, before: Namespace): Errors {
  return [
    ...validateNamespace(namespace),
    ...validateObjectMetaUpdate(namespace.metadata, before.metadata),
  ]
}

/** Whoever holds a namespace lets it go. */
export function validateFinalize(namespace: Namespace, before: Namespace): Errors {
  return [
    ...validateObjectMetaUpdate(namespace.metadata, before.metadata),
    ...each('spec.finalizers', namespace.spec.finalizers, validateHolder),
  ]
}

function validateHolder(finalizer: string, path: string): Errors {
  return [...isQualifiedName(path, finalizer), ...validateKubeFinalizer(finalizer, path)]
}

/** A namespace is going exactly when it is deleted. */
export function validateNamespaceStatus(namespace: Namespace, before: Namespace): Errors {
  const { metadata, status } = namespace
  const isGoing = metadata.deletionTimestamp !== undefined
  const phase = isGoing ? 'Terminating' : 'Active'
  const words = `may only be '${phase}' if \`deletionTimestamp\` is ${isGoing ? 'not ' : ''}empty`
  return [
    ...validateObjectMetaUpdate(metadata, before.metadata),
    ...(status.phase === phase ? [] : [invalidValue('status.Phase', status.phase ?? '', words)]),
  ]
}
