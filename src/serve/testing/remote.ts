import { WebSocket } from 'ws'
import type { TestServing } from './serving.ts'

/** A command in a container, over a WebSocket. */
export interface Remote {
  /** Until all of it has been said on stdout. */
  says(words: string): Promise<void>
  readonly stdout: () => string
  type(text: string): void
  /** The Status that ends it; undefined when the connection broke. */
  readonly done: Promise<{ readonly status?: string; readonly message?: string } | undefined>
  readonly socket: WebSocket
}

export function exec(serving: TestServing, pod: string, script: string): Remote {
  const query = new URLSearchParams({ stdin: 'true', stdout: 'true', stderr: 'true' })
  for (const word of ['sh', '-c', script]) query.append('command', word)
  const url = `${serving.url}/api/v1/namespaces/default/pods/${pod}/exec?${query.toString()}`
  const socket = new WebSocket(url.replace('http', 'ws'), 'v5.channel.k8s.io')
  let stdout = ''
  let status = ''
  const news = new Set<() => void>()
  socket.on('message', (data: Buffer) => {
    if (data[0] === 1) stdout += data.toString('utf8', 1)
    if (data[0] === 3) status += data.toString('utf8', 1)
    for (const hear of news) hear()
  })
  const done = new Promise<{ readonly status?: string } | undefined>((resolve) => {
    socket.on('error', () => undefined)
    socket.on('close', () => {
      resolve(status === '' ? undefined : (JSON.parse(status) as { status: string }))
    })
  })
  return {
    says: (words) =>
      new Promise((resolve) => {
        const hear = () => {
          if (!stdout.includes(words)) return
          news.delete(hear)
          resolve()
        }
        news.add(hear)
        hear()
      }),
    stdout: () => stdout,
    type: (text) => socket.send(Buffer.concat([Buffer.of(0), Buffer.from(text)])),
    done,
    socket,
  }
}
