import type { Registry } from '#engine'
import { busyboxImage } from './busybox/image.ts'
import { centosImage } from './centos/image.ts'
import { simpleserviceImage } from './simpleservice/image.ts'

/** Every image that the tutorial's registry serves. */
export const registry: Registry = {
  images: [busyboxImage, centosImage, simpleserviceImage],
}
