import { resources } from './resources.ts'
import type { ServedResource } from './resource.ts'
import { virtualResources } from './virtual-resources.ts'

/** All that the server can be asked for, kept or not. */
export const served: readonly ServedResource[] = [...resources, ...virtualResources]
