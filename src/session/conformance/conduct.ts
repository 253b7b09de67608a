import { isJsonObject, readDocuments } from '#manifest'
import { Bench } from './bench.ts'
import { differences } from './differences.ts'
import type { Scenario, Step } from './scenario.ts'

/** Runs a scenario on a fresh cluster and gives all that is not as it claims. */
export function conduct({ steps, nodes = 1 }: Scenario): readonly string[] {
  const bench = new Bench(nodes)
  return steps.flatMap((step, index) =>
    follow(bench, step).map((difference) => `step ${index + 1}: ${difference}`),
  )
}

/** The scenario with its mutation in whatever it sends. */
export function mutated(scenario: Scenario): Scenario {
  const [from, to] = scenario.mutation
  let count = 0
  const change = (text: string): string => {
    count += text.split(from).length - 1
    return text.replaceAll(from, () => to)
  }
  const steps = scenario.steps.map((step): Step => {
    if ('create' in step) return { create: change(step.create) }
    if ('send' in step && step.body !== undefined)
      return { ...step, body: JSON.parse(change(JSON.stringify(step.body))) as object }
    return step
  })
  if (count === 0) throw new Error(`${scenario.title}: nothing to mutate: ${from}`)
  return { ...scenario, steps }
}

function follow(bench: Bench, step: Step): readonly string[] {
  if ('create' in step) return createAll(bench, step.create)
  if ('send' in step) {
    const { send, to, answers, ...more } = step
    return differences(bench.object(send, to, more), answers ?? { status: /^(?!Failure$)/ }, to)
  }
  if ('pass' in step) {
    bench.pass(step.pass)
    return []
  }
  if ('of' in step) return differences(bench.object('GET', step.of), step.is, step.of)
  if ('gone' in step)
    return differences(bench.object('GET', step.gone), { reason: 'NotFound' }, step.gone)
  if ('logs' in step) {
    const query = {
      ...(step.container === undefined ? {} : { container: step.container }),
      ...(step.previous === true ? { previous: 'true' } : {}),
    }
    return differences(bench.logs(step.logs, query), step.print, `logs of ${step.logs}`)
  }
  if ('exec' in step)
    return differences(bench.exec(step.in, step.exec, step.container), step.prints, step.exec[0])
  return missing(bench.events(step.events), step.tell)
}

function createAll(bench: Bench, manifest: string): readonly string[] {
  return readDocuments(manifest).flatMap((document) => {
    if (!document.ok || !isJsonObject(document.value)) return ['manifest: cannot be read']
    const body = document.value
    const answer = bench.object('POST', collectionOf(body), { body })
    const kind = Reflect.get(answer ?? {}, 'kind') as unknown
    return kind === body['kind'] ? [] : [`create: ${JSON.stringify(answer)}`]
  })
}

function collectionOf(object: object): string {
  const { kind, apiVersion, metadata } = object as {
    readonly kind: string
    readonly apiVersion: string
    readonly metadata: { readonly namespace?: string }
  }
  const root = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`
  const plural = kind === 'PriorityClass' ? 'priorityclasses' : `${kind.toLowerCase()}s`
  if (CLUSTER_WIDE.has(kind)) return `${root}/${plural}`
  return `${root}/namespaces/${metadata.namespace ?? 'default'}/${plural}`
}

const CLUSTER_WIDE = new Set(['Namespace', 'Node', 'PriorityClass'])

/** What was not told, or not in this order. */
function missing(told: readonly string[], expected: readonly (string | RegExp)[]): string[] {
  let from = 0
  return expected.flatMap((line) => {
    const found = told.findIndex(
      (it, index) => index >= from && (typeof line === 'string' ? it === line : line.test(it)),
    )
    if (found < 0) return [`not told: ${String(line)} in ${JSON.stringify(told)}`]
    from = found + 1
    return []
  })
}
