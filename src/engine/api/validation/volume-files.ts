import { invalidValue, required } from '../field-error.ts'
import type { DownwardAPIVolumeFile, KeyToPath } from '../generated/types.ts'
import { validateFieldRef, validateResourceFieldRef } from './env.ts'
import { isLocalNonReservedPath } from './paths.ts'
import { type Errors, isFileMode, isGiven } from './rules.ts'

/** A key of a ConfigMap or Secret, and the file that it becomes. */
export function validateKeyToPath(item: KeyToPath, path: string): Errors {
  return [
    ...isGiven(`${path}.key`, item.key),
    ...isGiven(`${path}.path`, item.path),
    ...isLocalNonReservedPath(`${path}.path`, item.path),
    ...isFileMode(`${path}.mode`, item.mode),
  ]
}

const FILE_FIELDS = [
  ...['metadata.annotations', 'metadata.labels', 'metadata.name', 'metadata.namespace'],
  'metadata.uid',
]

/** A field of the Pod, and the file that it becomes. */
export function validateDownwardFile(file: DownwardAPIVolumeFile, path: string): Errors {
  return [
    ...isGiven(`${path}.path`, file.path),
    ...isLocalNonReservedPath(`${path}.path`, file.path),
    ...validateContent(file, path),
    ...isFileMode(`${path}.mode`, file.mode),
  ]
}

function validateContent(
  { fieldRef, resourceFieldRef }: DownwardAPIVolumeFile,
  path: string,
): Errors {
  if (fieldRef !== undefined)
    return [
      ...validateFieldRef(`${path}.fieldRef`, fieldRef, FILE_FIELDS),
      ...(resourceFieldRef === undefined
        ? []
        : [
            invalidValue(
              path,
              'resource',
              'fieldRef and resourceFieldRef can not be specified simultaneously',
            ),
          ]),
    ]
  return resourceFieldRef === undefined
    ? [required(path, 'one of fieldRef and resourceFieldRef is required')]
    : validateResourceFieldRef(`${path}.resourceFieldRef`, resourceFieldRef, 'volume')
}
