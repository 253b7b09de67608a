import type { Ms } from '../clock/clock.ts'
import type { Dialect, PullRefusal } from './dialect.ts'
import type { Image, Registry } from './image.ts'
import { formatReference, type ImageReference, parseImageReference } from './image-reference.ts'
import { Refusal } from './refusal.ts'

/** What the world answers to a name: the image, or why there is none. */
export function findInRegistry(registry: Registry, name: string, dialect: Dialect): Image {
  const reference = referenceOf(name)
  const found = registry.images.find((it) => isNamed(it, reference))
  if (found !== undefined) return found
  const full = formatReference(reference)
  if (registry.isElsewhere?.(reference) === true)
    throw new Refusal(
      'Unavailable',
      `${full} may well exist, but not in this tutorial's registry: only the images that the page ` +
        'lists can be pulled here',
    )
  const why = refusalFor(registry, reference)
  const reason = why.kind === 'not found' ? 'NotFound' : 'Unknown'
  throw new Refusal(reason, dialect.cannotPull(reference, why))
}

/** What the registry itself, or the way to it, answers for a name that is not there. */
function refusalFor(registry: Registry, { domain, repository }: ImageReference): PullRefusal {
  if (registry.hosts?.has(domain) === false) {
    const [host = ''] = domain.split(':')
    return { kind: 'no host', lookup: `dial tcp: lookup ${host} on 10.0.2.3:53: no such host` }
  }
  // Docker Hub does not tell who may not see a repository from who asks for one that is not there.
  const isKnown = registry.images.some((it) => it.repository === repository)
  return { kind: domain === 'docker.io' && !isKnown ? 'denied' : 'not found' }
}

/** REPOSITORY@sha256:…: what status.containerStatuses[].imageID shows. */
export function imageRefOf(image: Image): string {
  return `${image.repository}@${image.digest}`
}

/** The images that one node has. */
export class NodeImages {
  readonly #present = new Map<string, Image>()

  /** Under the name that it was asked by, or any other of its names. */
  find(name: string): Image | undefined {
    const reference = referenceOf(name)
    return [...this.#present.values()].find((it) => isNamed(it, reference))
  }

  add(image: Image): void {
    this.#present.set(imageRefOf(image), image)
  }
}

export function pullTimeOf(image: Image, pulledBytesPerMs: number): Ms {
  return Math.ceil(image.sizeBytes / pulledBytesPerMs)
}

function isNamed(image: Image, { repository, tag, digest }: ImageReference): boolean {
  if (image.repository !== repository) return false
  if (digest !== undefined) return image.digest === digest
  return tag !== undefined && image.tags.includes(tag)
}

function referenceOf(name: string): ImageReference {
  const parsed = parseImageReference(name)
  if (parsed.ok) return parsed.reference
  throw new Refusal(
    'InvalidArgument',
    `failed to parse image reference "${name}": ${parsed.message}`,
  )
}
