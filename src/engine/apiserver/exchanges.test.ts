import { expect, test } from 'vitest'
import { anonymous } from './fixtures/anonymous.ts'
import recorded from './fixtures/exchanges.json' with { type: 'json' }
import { startServer } from './fixtures/server.ts'

interface Exchange {
  readonly ask: string
  readonly type?: string
  readonly accept?: string
  readonly body?: unknown
  readonly code: number
  readonly warnings?: readonly string[]
  /** The text of an answer that is not JSON. */
  readonly answer: object | string
}

interface Story {
  readonly story: string
  readonly exchanges: readonly Exchange[]
}

const stories: readonly Story[] = recorded.stories

// Asked of a server of our own in the same order, with the answers of a kube-apiserver 1.36.
test.each(stories)('[A40] [A41] [A42] $story', ({ exchanges }) => {
  const ask = openStage()
  for (const exchange of exchanges) {
    const { ask: asked, code, warnings = [], answer } = exchange
    const expected = { asked, body: exchange.body, code, warnings, answer }
    expect({ asked, body: exchange.body, ...ask(exchange) }).toEqual(expected)
  }
})

function openStage() {
  const { request } = startServer()
  const stage = '/api/v1/namespaces/stage'
  const headers = { 'content-type': 'application/json', 'user-agent': 'stage' }
  request('POST', '/api/v1/namespaces', { headers, body: { metadata: { name: 'stage' } } })
  request('POST', `${stage}/serviceaccounts`, { headers, body: { metadata: { name: 'default' } } })
  return ({ ask, type = 'application/json', accept = '*/*', body }: Exchange) => {
    const [method = '', target = ''] = ask.split(' ')
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const answered = request(method, target, {
      headers: { ...headers, 'content-type': type, accept },
      ...(body === undefined ? {} : { body: new TextEncoder().encode(text) }),
    })
    const { code, warnings, object, text: page } = answered
    // The door answers HEAD as GET; who writes to a wire leaves the body out.
    if (method === 'HEAD') return { code, warnings, answer: '' }
    return { code, warnings, answer: object === undefined ? page : anonymous(object) }
  }
}
