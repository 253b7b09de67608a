import type { Registry } from '#engine'

/** Every image that the tutorial's registry serves. */
export const registry: Registry = { images: [] }
