import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What plays whole stories through other programs: begun first, it does not keep all waiting. */
const LONG = ['/tools/differential/', '/tools/lessons.', '/src/serve/kubectl.', '/conformance/']

class LongOnesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification) => LONG.some((it) => moduleId.includes(it))
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'tools/**/*.test.ts'],
    environment: 'node',
    setupFiles: ['tools/load-parts.ts'],
    sequence: { sequencer: LongOnesFirst },
    // Also where there are only two processors.
    maxWorkers: '100%',
    // Stories and properties run for long on a busy machine; nothing in them waits.
    testTimeout: 60_000,
    // The tokens are read by the test of their contrast; other style sheets are left out.
    css: { include: [/tokens[.]css/] },
  },
})
