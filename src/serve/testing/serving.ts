import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { kubeconfigFor } from '../kubeconfig.ts'
import { LIMITS } from '../server.ts'
import { type Serving, type ServingOptions, startServing } from '../serving.ts'

export const START = Date.parse('2026-05-01T08:00:00Z')

/** A served cluster, in a test. */
export interface TestServing extends Serving {
  readonly port: number
  /** A directory of its own, in which the kubeconfig lies. */
  readonly directory: string
  readonly kubeconfig: string
  /** Bugs of ours that came to light. */
  readonly faults: readonly unknown[]
  ask(method: string, path: string, options?: AskOptions): Promise<Answered>
  advance(seconds: number): Promise<void>
}

export interface AskOptions {
  /** An object goes as JSON, a text as it is. */
  readonly body?: object | string
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answered {
  readonly code: number
  readonly headers: Headers
  readonly text: string
  readonly object: unknown
}

/** Serves a cluster whose time stands still, on a free port of this machine. */
export async function serve(options: Partial<ServingOptions> = {}): Promise<TestServing> {
  const faults: unknown[] = []
  const serving = await startServing({
    port: 0,
    address: '127.0.0.1',
    nodes: 1,
    seed: 1,
    clock: 'manual',
    speed: 1,
    epochMs: START,
    onFault: (fault) => faults.push(fault),
    limits: LIMITS,
    ...options,
  })
  const directory = mkdtempSync(join(tmpdir(), 'serving-'))
  const kubeconfig = join(directory, 'kubeconfig')
  writeFileSync(kubeconfig, kubeconfigFor({ server: serving.url, token: serving.token }))
  const asking = { url: serving.url, token: serving.token }
  return {
    ...serving,
    port: Number(new URL(serving.url).port),
    directory,
    kubeconfig,
    faults,
    ask: (method, path, given) => ask({ ...asking, method, path }, given),
    advance: async (seconds) => {
      const path = '/apis/glasspod.dev/v1/clock/advance'
      await ask({ ...asking, method: 'POST', path }, { body: { seconds } })
    },
    stop: async () => {
      await serving.stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** The same, until the end of the test. */
export async function serveInTest(options: Partial<ServingOptions> = {}): Promise<TestServing> {
  const serving = await serve(options)
  onTestFinished(() => serving.stop())
  return serving
}

interface Asked {
  readonly url: string
  readonly token: string | undefined
  readonly method: string
  readonly path: string
}

async function ask(
  { url, token, method, path }: Asked,
  { body, headers = {} }: AskOptions = {},
): Promise<Answered> {
  const answer = await fetch(url + path, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await answer.text()
  const isJson = answer.headers.get('content-type')?.includes('json') === true
  const object: unknown = isJson && text.trimEnd().indexOf('\n') < 0 ? JSON.parse(text) : undefined
  return { code: answer.status, headers: answer.headers, text, object }
}
