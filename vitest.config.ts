import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'tools/**/*.test.ts'],
    environment: 'node',
    setupFiles: ['tools/load-parts.ts'],
    // Stories and properties run for long on a busy machine; nothing in them waits.
    testTimeout: 60_000,
    // The tokens are read by the test of their contrast; other style sheets are left out.
    css: { include: [/tokens[.]css/] },
  },
})
