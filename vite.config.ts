import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { precompress } from './tools/precompress.ts'
import { contentSecurityPolicy } from './tools/security.mjs'
import { lessons } from './tools/vite-lessons.ts'

export default defineConfig({
  plugins: [react(), lessons('lessons'), contentSecurity(), precompress()],
  build: { target: 'es2023', modulePreload: { polyfill: false } },
  worker: { format: 'es' },
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

/** The built page carries its policy itself, so that any static host keeps it. */
function contentSecurity(): Plugin {
  return {
    name: 'content-security',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
        injectTo: 'head-prepend',
      },
    ],
  }
}
