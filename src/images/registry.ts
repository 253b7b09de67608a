import type { Registry } from '#engine'
import { simpleserviceImage } from './simpleservice/image.ts'

/** Every image that the tutorial's registry serves. */
export const registry: Registry = { images: [simpleserviceImage] }
