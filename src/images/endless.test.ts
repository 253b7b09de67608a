import { type Image, runtimeBench } from '#engine'
import { expect, test } from 'vitest'
import { busyboxImage } from './busybox/image.ts'
import { debianImage } from './debian/image.ts'

const MIB = 2 ** 20

/** How a command that never ends by itself ends in a container with 16 MiB, and when. */
function endOf(image: Image, line: string): readonly unknown[] {
  const it = runtimeBench([image])
  const name = `${image.repository}:${image.tags[0] ?? ''}`
  const command = ['sh', '-c', line]
  const bound = { memoryLimitBytes: 16 * MIB }
  it.run({ sandbox: it.sandbox(), image: name, command, ...bound })
  const isEnough = (): boolean => it.events.some(({ kind }) => kind === 'exited')
  it.clock.advanceBy(60_000, { isEnough })
  const end = it.events.find((event) => event.kind === 'exited')
  return end?.kind === 'exited' ? [end.code, end.oom] : []
}

test.each([busyboxImage, debianImage])(
  'yes | sort ends at the limit of memory: $repository',
  (it) => {
    expect(endOf(it, 'yes | sort')).toEqual([137, true])
  },
)

test('a line of a megabyte is folded in one pass', () => {
  const it = runtimeBench([busyboxImage])
  const name = `${busyboxImage.repository}:${busyboxImage.tags[0] ?? ''}`
  const id = it.run({ sandbox: it.sandbox(), image: name, command: ['sleep', '1000'] })
  const line = "head -c 1000000 /dev/zero | tr '\\0' x | fold -w 10 | wc -l"
  expect(it.exec(id, ['sh', '-c', line]).stdout).toBe('99999\n')
})
