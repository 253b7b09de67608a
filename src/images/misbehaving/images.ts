import type { Image } from '#engine'
import { alpineFiles } from '../alpine/image.ts'
import { programFrom } from '../program.ts'
import type { Misbehaviour } from './programs.ts'

/** What each does wrong. The names are the tutorial's own: nobody will take them for real images. */
const KINDS: readonly (readonly [Misbehaviour, string])[] = [
  ['hangs', 'b1'],
  ['leaks-memory', 'b2'],
  ['ignores-sigterm', 'b3'],
  ['crashes-at-random', 'b4'],
  ['forks-children', 'b5'],
]

/** glasspod.example/misbehaving/…: containers that go wrong on purpose, each in one way. */
export const misbehavingImages: readonly Image[] = KINDS.map(([kind, mark]) => ({
  repository: `glasspod.example/misbehaving/${kind}`,
  tags: ['latest', '1'],
  digest: `sha256:${mark.repeat(32)}`,
  sizeBytes: 4_100_000,
  config: {
    entrypoint: [`/usr/local/bin/${kind}`],
    env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    ...(kind === 'hangs' ? { exposedPorts: ['8080/tcp'] } : {}),
  },
  files: new Map([
    ...alpineFiles(),
    [
      `/usr/local/bin/${kind}`,
      {
        program: programFrom(async () => (await import('./programs.ts')).MISBEHAVIOURS[kind]),
        size: 12_000,
        mode: 0o755,
      },
    ],
  ]),
}))
