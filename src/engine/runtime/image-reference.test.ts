import { expect, test } from 'vitest'
import { formatReference, parseImageReference } from './image-reference.ts'

const SHA = 'a'.repeat(64)

test.each([
  ['busybox', 'docker.io/library/busybox:latest'],
  ['busybox:1.36', 'docker.io/library/busybox:1.36'],
  ['library/busybox', 'docker.io/library/busybox:latest'],
  ['docker.io/busybox', 'docker.io/library/busybox:latest'],
  ['index.docker.io/busybox', 'docker.io/library/busybox:latest'],
  ['someone/thing:v1', 'docker.io/someone/thing:v1'],
  ['quay.io/openshiftlabs/simpleservice:0.5.0', 'quay.io/openshiftlabs/simpleservice:0.5.0'],
  ['registry.k8s.io/pause:3.10', 'registry.k8s.io/pause:3.10'],
  ['localhost/x', 'localhost/x:latest'],
  ['localhost:5000/x/y:z', 'localhost:5000/x/y:z'],
  [`busybox@sha256:${SHA}`, `docker.io/library/busybox@sha256:${SHA}`],
  [`busybox:1.36@sha256:${SHA}`, `docker.io/library/busybox@sha256:${SHA}`],
  ['a__b/c-d.e', 'docker.io/a__b/c-d.e:latest'],
])('[CR1] %s is %s', (text, name) => {
  const parsed = parseImageReference(text)
  expect(parsed.ok && formatReference(parsed.reference)).toBe(name)
})

test.each([
  ['', 'invalid reference format'],
  ['Busybox', 'invalid reference format: repository name (library/Busybox) must be lowercase'],
  ['busybox:', 'invalid reference format'],
  ['busy box', 'invalid reference format'],
  ['busybox:1:2', 'invalid reference format'],
  ['/busybox', 'invalid reference format'],
  ['busybox/', 'invalid reference format'],
  ['a//b', 'invalid reference format'],
  ['-busybox', 'invalid reference format'],
  [':latest', 'invalid reference format'],
  ['https://example.com/x', 'invalid reference format'],
  [SHA, `invalid repository name (${SHA}), cannot specify 64-byte hexadecimal strings`],
  [`busybox@sha256:${'a'.repeat(40)}`, 'invalid checksum digest length'],
  [`busybox@md5:${'a'.repeat(32)}`, 'unsupported digest algorithm'],
  [`example.com/${'a'.repeat(256)}`, 'repository name must not be more than 255 characters'],
])('[CR1] %j is refused: %s', (text, message) => {
  expect(parseImageReference(text)).toEqual({ ok: false, message })
})
