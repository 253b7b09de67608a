import { parseArgs } from 'node:util'

export const USAGE = `Usage: npm run serve -- [options]

Serves a simulated Kubernetes cluster over HTTP, for kubectl and any other client.

  --port N            the port to listen on (8001); 0 takes a free one
  --address ADDRESS   the address to listen on (127.0.0.1); any other one asks for a token
  --kubeconfig FILE   where to write how to reach the cluster (./glasspod.kubeconfig)
  --nodes N           how many worker nodes there are (2)
  --seed N            the same seed and the same requests give the same history (1)
  --clock wall|manual whether simulated time follows the wall clock, or is moved by requests (wall)
  --speed X           simulated seconds in a second of the wall clock (1)
  --start-time TIME   when the cluster starts, such as 2026-05-01T08:00:00Z (now)
  --help              this text
`

export interface CommandLine {
  readonly port: number
  readonly address: string
  readonly kubeconfig: string
  readonly nodes: number
  readonly seed: number
  readonly clock: 'wall' | 'manual'
  readonly speed: number
  /** Milliseconds since 1970. */
  readonly epochMs: number
}

/** What is asked for; or the words to refuse it with. */
export function readCommandLine(
  args: readonly string[],
  nowMs: number,
): CommandLine | { readonly error: string } | 'help' {
  try {
    const { values } = parseArgs({ args: [...args], options: OPTIONS, strict: true })
    if (values.help) return 'help'
    return {
      port: numberIn('port', values.port, { from: 0, to: 65_535 }),
      address: values.address,
      kubeconfig: values.kubeconfig,
      nodes: numberIn('nodes', values.nodes, { from: 1, to: 200 }),
      seed: numberIn('seed', values.seed, { from: 0, to: 2 ** 32 - 1 }),
      clock: clockIn(values.clock),
      speed: speedIn(values.speed),
      epochMs: startIn(values['start-time'], nowMs),
    }
  } catch (error) {
    if (error instanceof TypeError || error instanceof Wrong) return { error: error.message }
    throw error
  }
}

class Wrong extends Error {}

const text = (value: string) => ({ type: 'string', default: value }) as const

const OPTIONS = {
  port: text('8001'),
  address: text('127.0.0.1'),
  kubeconfig: text('./glasspod.kubeconfig'),
  nodes: text('2'),
  seed: text('1'),
  clock: text('wall'),
  speed: text('1'),
  'start-time': text(''),
  help: { type: 'boolean', default: false, short: 'h' },
} as const

function numberIn(
  name: string,
  given: string,
  { from, to }: { readonly from: number; readonly to: number },
): number {
  const value = Number(given)
  if (/^\d+$/.test(given) && value >= from && value <= to) return value
  throw new Wrong(`--${name} takes a whole number from ${from} to ${to}, not "${given}"`)
}

function clockIn(given: string): CommandLine['clock'] {
  if (given === 'wall' || given === 'manual') return given
  throw new Wrong(`--clock takes wall or manual, not "${given}"`)
}

function speedIn(given: string): number {
  const value = Number(given)
  if (value >= 0.001 && value <= 10_000) return value
  throw new Wrong(`--speed takes a number from 0.001 to 10000, not "${given}"`)
}

/** The API counts in whole seconds; so does the start. */
function startIn(given: string, nowMs: number): number {
  if (given === '') return Math.floor(nowMs / 1000) * 1000
  const isTime = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/.test(given)
  const value = isTime ? Date.parse(given) : NaN
  if (!Number.isNaN(value)) return value
  throw new Wrong(`--start-time takes a time such as 2026-05-01T08:00:00Z, not "${given}"`)
}
