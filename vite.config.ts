import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { offline } from './tools/offline.ts'
import { precompress } from './tools/precompress.ts'
import { contentSecurityPolicy } from './tools/security.mjs'
import { behaviour } from './tools/vite-behaviour.ts'
import { lessons } from './tools/vite-lessons.ts'

export default defineConfig({
  plugins: [react(), lessons('lessons'), behaviour(), contentSecurity(), offline(), precompress()],
  build: { target: 'es2023', modulePreload: { polyfill: false } },
  worker: { format: 'es' },
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
