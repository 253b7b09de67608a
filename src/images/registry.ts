import type { Registry } from '#engine'
import { agnhostImage } from './agnhost/image.ts'
import { alpineImage } from './alpine/image.ts'
import { busyboxImage } from './busybox/image.ts'
import { centosImage } from './centos/image.ts'
import { curlImage } from './curl/image.ts'
import { debianImage } from './debian/image.ts'
import { e2eImages } from './e2e/images.ts'
import { envoyImage } from './envoy/image.ts'
import { fluentdImage } from './fluentd/image.ts'
import { gitSyncImage } from './git-sync/image.ts'
import { httpdImage } from './httpd/image.ts'
import { misbehavingImages } from './misbehaving/images.ts'
import { nginxImages } from './nginx/releases.ts'
import { pauseImage } from './pause/image.ts'
import { pythonImage } from './python/image.ts'
import { redisImage } from './redis/image.ts'
import { simpleserviceImage } from './simpleservice/image.ts'
import { isElsewhere, WORLD_HOSTS } from './world.ts'

/** Every image that the tutorial's registry serves. */
export const registry: Registry = {
  images: [
    agnhostImage,
    alpineImage,
    busyboxImage,
    centosImage,
    curlImage,
    debianImage,
    ...e2eImages,
    envoyImage,
    fluentdImage,
    gitSyncImage,
    httpdImage,
    ...misbehavingImages,
    ...nginxImages,
    pauseImage,
    pythonImage,
    redisImage,
    simpleserviceImage,
  ],
  hosts: WORLD_HOSTS,
  isElsewhere,
}
