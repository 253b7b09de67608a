import type { Cluster } from '#engine'
import type { Driver } from './driver.ts'
import { badRequest, methodNotAllowed, notFound, Refusal } from './refusals.ts'

const GROUP = '/apis/glasspod.dev'
const CLOCK = `${GROUP}/v1/clock`
/** About a month: more takes too long to answer. */
const MOST_SECONDS = 31 * 24 * 3600

export interface ClockCall {
  readonly method: string
  readonly path: string
  readonly body: Uint8Array
}

/** `GET …/clock`: the simulated time, and how it goes. */
export interface ClockState {
  readonly now: string
  readonly mode: 'wall' | 'manual'
  readonly speed: number
}

export function isClockPath(path: string): boolean {
  return path === GROUP || path.startsWith(`${GROUP}/`)
}

/** Time over HTTP, for tests and teachers; answers when all that was due has happened. */
export async function callClock(
  { cluster, driver }: { readonly cluster: Cluster; readonly driver: Driver },
  { method, path, body }: ClockCall,
): Promise<ClockState> {
  if (path === `${CLOCK}/advance`) {
    if (method !== 'POST') throw new Refusal(methodNotAllowed())
    await driver.advance(secondsIn(body) * 1000)
  } else if (path !== CLOCK) throw new Refusal(notFound())
  else if (method !== 'GET') throw new Refusal(methodNotAllowed())
  else await driver.advance(0)
  const { mode, speed } = driver.pace
  const now = new Date(cluster.options.epochMs + cluster.clock.now).toISOString()
  return { now, mode, speed }
}

function secondsIn(body: Uint8Array): number {
  const value = jsonIn(body)
  const seconds = typeof value === 'object' && value !== null && 'seconds' in value && value.seconds
  if (typeof seconds === 'number' && seconds >= 0 && seconds <= MOST_SECONDS) return seconds
  const range = `a number from 0 to ${MOST_SECONDS}`
  throw new Refusal(badRequest(`the body must be {"seconds": n}, with n ${range}`))
}

function jsonIn(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refusal(badRequest(error.message))
    throw error
  }
}
