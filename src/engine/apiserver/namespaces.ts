import { setDefaults } from '../api/defaults.ts'
import type { Namespace } from '../api/generated/types.ts'
import { validateFinalize, validateNamespaceStatus } from '../api/validation/namespaces.ts'
import { withMetadata } from './object.ts'
import { updateAllButStatus, updateStatus } from './strategies.ts'

const KUBERNETES = 'kubernetes'
const NEVER_DELETED = ['default', 'kube-system', 'kube-public']

export const namespaceStrategy = {
  prepareForCreate: (object: Namespace): Namespace => ({
    // A name that was made up is known only now; it is a label, too.
    ...setDefaults(object, 'Namespace'),
    spec: { finalizers: heldByKubernetes(object.spec.finalizers ?? []) },
    status: { phase: 'Active' },
  }),
  selectableFields: ({ status }: Namespace) => ({ 'status.phase': status.phase ?? '' }),
  isHeld: ({ spec }: Namespace) => (spec.finalizers ?? []).length > 0,
  going: (object: Namespace): Namespace =>
    withMetadata(
      { ...object, status: { ...object.status, phase: 'Terminating' } },
      { deletionGracePeriodSeconds: undefined },
    ),
  undeletable: ({ metadata }: Namespace) =>
    NEVER_DELETED.includes(metadata.name) ? 'this namespace may not be deleted' : undefined,
  updates: {
    '': {
      prepare: (object: Namespace, { spec, status }: Namespace): Namespace => ({
        ...object,
        spec,
        status,
      }),
    },
    status: { ...updateStatus, validate: validateNamespaceStatus },
    finalize: { ...updateAllButStatus, validate: validateFinalize },
  },
}

function heldByKubernetes(finalizers: readonly string[]): readonly string[] {
  return finalizers.includes(KUBERNETES) ? finalizers : [...finalizers, KUBERNETES]
}
