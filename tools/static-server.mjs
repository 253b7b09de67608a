// Serves the built site from dist, compressed beforehand, with the headers it is meant to have.
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { securityHeaders } from './security.mjs'

/**
 * @param {number} port
 * @returns {Promise<import('node:http').Server>} once it listens; fails if the port is taken
 */
export async function serveDist(port) {
  if (!existsSync('dist/index.html')) throw new Error('Nothing is built yet: npm run build')
  const { default: sirv } = await import('sirv')
  const files = sirv('dist', { brotli: true, gzip: true, etag: true, single: true, setHeaders })
  const server = createServer((request, response) => {
    files(request, response, () => {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found\n')
    })
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, () => resolve(server))
  })
}

/**
 * Files in assets/ carry a hash of their content in their name; all others are asked for again.
 * @param {import('node:http').ServerResponse} response
 * @param {string} pathname
 */
function setHeaders(response, pathname) {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
  const isHashed = pathname.startsWith('/assets/')
  response.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
}

/**
 * Ends the server and the process when the terminal asks for it.
 * @param {import('node:http').Server} server
 */
export function stopOnSignal(server) {
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      server.close(() => process.exit(0))
      server.closeAllConnections()
    })
  }
}
