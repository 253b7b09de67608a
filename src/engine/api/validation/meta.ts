import { forbiddenField, invalidValue, required, tooLong } from '../field-error.ts'
import type {
  LabelSelector,
  LabelSelectorRequirement,
  ObjectMeta,
  OwnerReference,
} from '../generated/types.ts'
import { byteLength, dns1123Label, labelValue, type NameRule, qualifiedName } from '../names.ts'
import { each, type Errors, fits, IMMUTABLE, isNotNegative, isQualifiedName } from './rules.ts'

const ANNOTATIONS_LIMIT = 256 * 1024

export interface MetaRules {
  readonly isNamespaced: boolean
  readonly name: NameRule
}

/** Metadata of an object that is created. */
export function validateObjectMeta(meta: Partial<ObjectMeta>, rules: MetaRules): Errors {
  return [
    ...validatePlainMeta(meta, rules),
    ...each('metadata.finalizers', meta.finalizers, validateKubeFinalizer),
  ]
}

/** The same without what the older groups ask of finalizers. */
export function validatePlainMeta(meta: Partial<ObjectMeta>, rules: MetaRules): Errors {
  const { name = '', generateName = '' } = meta
  const prefix = generateName === '' ? [] : rules.name(maskTrailingDash(generateName))
  return [
    ...prefix.map((message) => invalidValue('metadata.generateName', generateName, message)),
    ...(name === ''
      ? [required('metadata.name', 'name or generateName is required')]
      : fits('metadata.name', name, rules.name)),
    ...validateNamespaceOf(meta, rules),
    ...isNotNegative('metadata.generation', meta.generation),
    ...validateLabels('metadata.labels', meta.labels),
    ...validateAnnotations('metadata.annotations', meta.annotations),
    ...validateOwners(meta.ownerReferences ?? []),
    ...validateFinalizerNames(meta.finalizers ?? []),
  ]
}

/**
 * What holds for the metadata of every object that is updated, whatever its kind. The rules of the
 * kinds ask most of it a second time: its mistakes are told twice. Source: BeforeUpdate in
 * k8s.io/apiserver/pkg/registry/rest.
 */
export function validateAnyUpdate(next: ObjectMeta, before: ObjectMeta): Errors {
  return [
    ...validateLabels('metadata.labels', next.labels),
    ...validateAnnotations('metadata.annotations', next.annotations),
    ...validateOwners(next.ownerReferences ?? []),
    ...validateFinalizerNames(next.finalizers ?? []),
    ...validateFixedMeta(next, before),
  ]
}

/** What of its metadata an update may not change. */
export function validateObjectMetaUpdate(next: ObjectMeta, before: ObjectMeta): Errors {
  return [
    ...validateFixedMeta(next, before),
    ...each('metadata.finalizers', next.finalizers, validateKubeFinalizer),
  ]
}

/** What stays as it is. */
export function validateFixedMeta(next: ObjectMeta, before: ObjectMeta): Errors {
  const isGoing = before.deletionTimestamp !== undefined
  const added = (next.finalizers ?? []).filter((it) => !(before.finalizers ?? []).includes(it))
  const isFixed = (field: (typeof FIXED)[number]) =>
    next[field] === before[field] ? [] : [invalidValue(`metadata.${field}`, next[field], IMMUTABLE)]
  return [
    ...(isGoing && added.length > 0
      ? [
          forbiddenField(
            'metadata.finalizers',
            `no new finalizers can be added if the object is being deleted, found new finalizers []string{${added
              .map((it) => JSON.stringify(it))
              .sort()
              .join(', ')}}`,
          ),
        ]
      : []),
    ...FIXED.flatMap(isFixed),
    ...validateLabels('metadata.labels', next.labels),
    ...validateAnnotations('metadata.annotations', next.annotations),
    ...validateOwners(next.ownerReferences ?? []),
  ]
}

const FIXED = [
  ...(['name', 'namespace', 'uid', 'creationTimestamp', 'deletionTimestamp'] as const),
  'deletionGracePeriodSeconds',
] as const

function validateNamespaceOf(meta: Partial<ObjectMeta>, { isNamespaced }: MetaRules): Errors {
  const { namespace = '' } = meta
  if (isNamespaced)
    return namespace === ''
      ? [required('metadata.namespace', '')]
      : fits('metadata.namespace', namespace, dns1123Label)
  return namespace === '' ? [] : [forbiddenField('metadata.namespace', 'not allowed on this type')]
}

export function validateLabels(
  path: string,
  labels: Readonly<Record<string, string>> | undefined,
): Errors {
  return Object.entries(labels ?? {}).flatMap(([key, value]) => [
    ...isQualifiedName(path, key),
    ...fits(path, value, labelValue),
  ])
}

export function validateAnnotations(
  path: string,
  annotations: Readonly<Record<string, string>> = {},
): Errors {
  const entries = Object.entries(annotations)
  const size = entries.reduce((sum, [key, value]) => sum + byteLength(key) + byteLength(value), 0)
  return [
    ...entries.flatMap(([key]) =>
      qualifiedName(key.toLowerCase()).map((message) => invalidValue(path, key, message)),
    ),
    ...(size > ANNOTATIONS_LIMIT ? [tooLong(path, ANNOTATIONS_LIMIT)] : []),
  ]
}

function validateOwners(owners: readonly OwnerReference[]): Errors {
  const path = 'metadata.ownerReferences'
  const controllers = owners.filter(({ controller }) => controller === true)
  const [first, ...others] = controllers.map(({ kind, name }) => `${kind}/${name}`)
  return [
    ...owners.flatMap((owner) => validateOwner(path, owner)),
    ...others.map((other) =>
      invalidValue(
        path,
        owners,
        `Only one reference can have Controller set to true. Found "true" in references for ${first ?? ''} and ${other}`,
      ),
    ),
  ]
}

function validateOwner(path: string, owner: OwnerReference): Errors {
  const isEmpty = (field: 'kind' | 'name' | 'uid') =>
    owner[field] === '' ? [invalidValue(`${path}.${field}`, '', 'must not be empty')] : []
  const { apiVersion, kind } = owner
  return [
    ...(/^[^/]*\/?[^/]+$/.test(apiVersion)
      ? []
      : [invalidValue(`${path}.apiVersion`, apiVersion, 'version must not be empty')]),
    ...isEmpty('kind'),
    ...isEmpty('name'),
    ...isEmpty('uid'),
    ...(apiVersion === 'v1' && kind === 'Event'
      ? [invalidValue(path, owner, '/v1, Kind=Event is disallowed from being an owner')]
      : []),
  ]
}

const STANDARD_FINALIZERS = ['kubernetes', 'orphan', 'foregroundDeletion']

function validateFinalizerNames(finalizers: readonly string[]): Errors {
  const path = 'metadata.finalizers'
  const isTorn = finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')
  return [
    ...finalizers.flatMap((finalizer) => isQualifiedName(path, finalizer)),
    ...(isTorn
      ? [
          invalidValue(
            path,
            finalizers,
            'finalizer orphan and foregroundDeletion cannot be both set',
          ),
        ]
      : []),
  ]
}

/** A finalizer of Kubernetes, or one with a domain. */
export function validateKubeFinalizer(finalizer: string, path: string): Errors {
  return finalizer.includes('/') || STANDARD_FINALIZERS.includes(finalizer)
    ? []
    : [
        invalidValue(
          path,
          finalizer,
          'name is neither a standard finalizer name nor is it fully qualified',
        ),
      ]
}

export function validateLabelSelector(path: string, selector: LabelSelector | undefined): Errors {
  if (selector === undefined) return []
  return [
    ...validateLabels(`${path}.matchLabels`, selector.matchLabels),
    ...each(`${path}.matchExpressions`, selector.matchExpressions, validateRequirement),
  ]
}

function validateRequirement(requirement: LabelSelectorRequirement, path: string): Errors {
  const { key, operator, values = [] } = requirement
  return [
    ...validateOperator(path, operator, values),
    ...isQualifiedName(`${path}.key`, key),
    ...each(`${path}.values`, values, (value, at) => fits(at, value, labelValue)),
  ]
}

function validateOperator(path: string, operator: string, values: readonly string[]): Errors {
  switch (operator) {
    case 'In':
    case 'NotIn':
      return values.length > 0
        ? []
        : [required(`${path}.values`, "must be specified when `operator` is 'In' or 'NotIn'")]
    case 'Exists':
    case 'DoesNotExist':
      return values.length === 0
        ? []
        : [
            forbiddenField(
              `${path}.values`,
              "may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
            ),
          ]
    default:
      return [invalidValue(`${path}.operator`, operator, 'not a valid selector operator')]
  }
}

/** A prefix may end in a dash: something is put behind it. */
function maskTrailingDash(name: string): string {
  return name.length > 1 && name.endsWith('-') ? `${name.slice(0, -2)}a` : name
}
