import { EPOCH_MS } from '#engine'
import { beforeAll, expect, test } from 'vitest'
import answers from './fixtures/answers.json' with { type: 'json' }
import { type KubectlBench, kubectlBench } from './testing.ts'

const HOME = '/root'
let bench: KubectlBench

beforeAll(() => {
  const files = Object.entries(answers.files).map(([name, text]) => [`${HOME}/${name}`, text])
  bench = kubectlBench({ files: Object.fromEntries(files) as Record<string, string> })
  for (const [request, body] of answers.setup) {
    if (typeof request !== 'string' || typeof body !== 'object') throw new Error('not a request')
    const [method = '', path = ''] = request.split(' ')
    const headers = { 'content-type': 'application/json' }
    bench.server.open(
      { method, path, query: [], headers, body, user: 'system:masters' },
      () => undefined,
    )
    bench.clock.advanceBy(1000)
  }
  bench.clock.advanceTo(Date.parse(answers.now) - EPOCH_MS)
})

interface Outcome {
  readonly stdout: string
  readonly stderr: string
  readonly code: number
}

/** The API server gives uids, and tokens that name them, by chance, and counts whatever happens. */
function withoutNumbers({ stdout, stderr, code }: Outcome): Outcome {
  const neutral = (text: string): string =>
    text
      .replaceAll(/("?resourceVersion"?: ?)"\d+"/g, '$1"<number>"')
      .replaceAll(/("?uid"?: ?)"?[0-9a-f]{8}-[0-9a-f-]{27}"?/g, '$1<uid>')
      .replaceAll(/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, '<token>')
  return { stdout: neutral(stdout), stderr: neutral(stderr), code }
}

test.each(answers.cases)('$args', ({ args, stdout, stderr, code }) => {
  const ours = bench.kubectl('', { argv: ['kubectl', ...args], env: { HOME, TERM: 'dumb' } })
  expect(withoutNumbers(ours)).toEqual(withoutNumbers({ stdout, stderr, code }))
})
