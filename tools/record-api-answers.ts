// Records what a real API server answers, for the tests of our own to compare with.
//
//   NODE_TLS_REJECT_UNAUTHORIZED=0 npx tsx tools/record-api-answers.ts https://SERVER TOKEN
//
// Asks everything in src/engine/apiserver/fixtures/exchanges.json again, in its order, in a new
// namespace, and writes the answers anew. Needs an API server alone: with no controller and no
// kubelet beside it nothing changes between two questions.
import { readFileSync, writeFileSync } from 'node:fs'
import { anonymous } from '../src/engine/apiserver/fixtures/anonymous.ts'

const FIXTURE = 'src/engine/apiserver/fixtures/exchanges.json'
const STAGE = 'stage'

interface Exchange {
  /** Method and path, in the namespace `stage`. */
  readonly ask: string
  readonly type?: string
  readonly accept?: string
  readonly body?: unknown
}

interface Story {
  readonly story: string
  readonly exchanges: readonly Exchange[]
}

const [server, token] = process.argv.slice(2)
if (server === undefined || token === undefined)
  throw new Error('usage: tsx tools/record-api-answers.ts https://SERVER TOKEN')
const recorded = JSON.parse(readFileSync(FIXTURE, 'utf8')) as { readonly stories: readonly Story[] }
const version = (await (await ask({ ask: 'GET /version' }, STAGE)).json()) as {
  readonly major: string
  readonly minor: string
}
const stories = []
for (const { story, exchanges } of recorded.stories) {
  const stage = `stage-${Date.now().toString(36)}`
  await ask({ ask: 'POST /api/v1/namespaces', body: { metadata: { name: stage } } }, STAGE)
  const account = { metadata: { name: 'default' } }
  const accounts = `POST /api/v1/namespaces/${stage}/serviceaccounts`
  await ask({ ask: accounts, body: account }, STAGE)
  const answered = []
  for (const exchange of exchanges) answered.push(await answerTo(exchange, stage))
  stories.push(`{"story":${JSON.stringify(story)},"exchanges":[\n${answered.join(',\n')}\n]}`)
}
const answeredBy = JSON.stringify(`kube-apiserver ${version.major}.${version.minor}`)
writeFileSync(FIXTURE, `{"answeredBy":${answeredBy},"stories":[\n${stories.join(',\n')}\n]}\n`)

async function answerTo(exchange: Exchange, stage: string): Promise<string> {
  const response = await ask(exchange, stage)
  const warnings = response.headers.get('warning')
  const text = (await response.text()).replaceAll(stage, STAGE)
  const { ask: asked, type, accept, body } = exchange
  return JSON.stringify({
    ...{ ask: asked, type, accept, body, code: response.status },
    ...(warnings === null ? {} : { warnings: textsOf(warnings.replaceAll(stage, STAGE)) }),
    answer: isJson(text) ? anonymous(withSchemesName(JSON.parse(text) as unknown)) : text,
  })
}

function isJson(text: string): boolean {
  return text.startsWith('{')
}

/** Built from the modules of Go, the server calls its table of kinds by another file. */
function withSchemesName(answer: unknown): unknown {
  const text = JSON.stringify(answer)
  const named = text.replaceAll('pkg/runtime/scheme.go:111', 'pkg/api/legacyscheme/scheme.go:30')
  return JSON.parse(named) as unknown
}

/** The texts of Warning headers: `299 - "text", 299 - "text"`. */
function textsOf(header: string): readonly string[] {
  return Array.from(
    header.matchAll(/299 - ("(?:[^"\\]|\\.)*")/g),
    ([, text = '""']) => JSON.parse(text) as string,
  )
}

function ask({ ask: asked, type, accept, body }: Exchange, stage: string): Promise<Response> {
  const [method = '', path = ''] = asked.replaceAll(STAGE, stage).split(' ')
  const sent = textOf(body).replaceAll(STAGE, stage)
  return fetch(`${server}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'user-agent': 'stage',
      accept: accept ?? '*/*',
      'content-type': type ?? 'application/json',
    },
    ...(sent === '' ? {} : { body: sent }),
  })
}

function textOf(body: unknown): string {
  if (body === undefined) return ''
  return typeof body === 'string' ? body : JSON.stringify(body)
}
