import { expect, test } from 'vitest'
import { dialectOf, type RuntimeName } from './dialect.ts'
import type { Registry } from './image.ts'
import { findInRegistry, imageRefOf, NodeImages, pullTimeOf } from './node-images.ts'
import { Refusal } from './refusal.ts'
import { imageOf } from './testing.ts'

const IMAGE = imageOf('tools:1', {}, {})
const REGISTRY: Registry = {
  images: [IMAGE],
  hosts: new Set(['docker.io', 'quay.io']),
  isElsewhere: ({ path }) => path === 'library/mysql',
}

function pull(name: string, runtime: RuntimeName = 'containerd'): string {
  try {
    return imageRefOf(findInRegistry(REGISTRY, name, dialectOf(runtime)))
  } catch (error) {
    if (error instanceof Refusal) return `${error.status.reason ?? ''}: ${error.message}`
    throw error
  }
}

const unresolved = (name: string, why: string): string =>
  `failed to pull and unpack image "${name}": failed to resolve reference "${name}": ${why}`

test.each([
  ['tools:1', `docker.io/library/tools@${IMAGE.digest}`],
  [`tools@${IMAGE.digest}`, `docker.io/library/tools@${IMAGE.digest}`],
  [
    'tools:2',
    `NotFound: ${unresolved('docker.io/library/tools:2', 'docker.io/library/tools:2: not found')}`,
  ],
  [
    'toolz',
    `Unknown: ${unresolved(
      'docker.io/library/toolz:latest',
      'pull access denied, repository does not exist or may require authorization: ' +
        'server message: insufficient_scope: authorization failed',
    )}`,
  ],
  ['quay.io/a/b:1', `NotFound: ${unresolved('quay.io/a/b:1', 'quay.io/a/b:1: not found')}`],
  [
    'registry.example/a/b:1',
    `Unknown: ${unresolved(
      'registry.example/a/b:1',
      'failed to do request: Head "https://registry.example/v2/a/b/manifests/1": ' +
        'dial tcp: lookup registry.example on 10.0.2.3:53: no such host',
    )}`,
  ],
  [
    'mysql',
    "Unavailable: docker.io/library/mysql:latest may well exist, but not in this tutorial's " +
      'registry: only the images that the page lists can be pulled here',
  ],
  [
    'Tools',
    'InvalidArgument: failed to parse image reference "Tools": invalid reference format: ' +
      'repository name (library/Tools) must be lowercase',
  ],
])('pulling %s: %s', (name, outcome) => {
  expect(pull(name)).toBe(outcome)
})

const artifact = (source: string, why: string): string =>
  `unable to pull image or OCI artifact: pull image err: initializing source docker://${source}: ` +
  `${why}; artifact err: get manifest: build image source: ${why}`

test.each([
  ['tools:1', `docker.io/library/tools@${IMAGE.digest}`],
  [
    'tools:2',
    `NotFound: ${artifact('tools:2', 'reading manifest 2 in docker.io/library/tools: manifest unknown')}`,
  ],
  [
    'someone/toolz',
    `Unknown: ${artifact(
      'someone/toolz:latest',
      'reading manifest latest in docker.io/someone/toolz: requested access to the resource is denied',
    )}`,
  ],
  [
    'registry.example/a/b:1',
    `Unknown: ${artifact(
      'registry.example/a/b:1',
      'pinging container registry registry.example: Get "https://registry.example/v2/": ' +
        'dial tcp: lookup registry.example on 10.0.2.3:53: no such host',
    )}`,
  ],
])('[CR13] pulling %s with cri-o: %s', (name, outcome) => {
  expect(pull(name, 'cri-o')).toBe(outcome)
})

test('a node finds an image by any of its names', () => {
  const images = new NodeImages()
  expect(images.find('tools:1')).toBeUndefined()
  images.add(IMAGE)
  for (const name of ['tools:1', 'docker.io/library/tools:1', `tools@${IMAGE.digest}`])
    expect(images.find(name)).toBe(IMAGE)
  expect(images.find('tools:2')).toBeUndefined()
})

test('the time of a pull is that of its bytes', () => {
  expect(pullTimeOf(IMAGE, 40_000)).toBe(100)
})
