import { expect, test } from 'vitest'
import rows from './fixtures/list-rules.json' with { type: 'json' }
import { startServer } from './fixtures/server.ts'

type Json = Readonly<Record<string, unknown>>

interface Row {
  readonly rule: string
  /** What follows the collection; versions and tokens of this server stand in braces. */
  readonly ask: string
  readonly code: number
  readonly answer?: Json
  /** What a watch tells until it falls silent. */
  readonly events?: readonly Json[]
}

// Five ConfigMaps, of which two have a label that three have not, and what a kube-apiserver 1.36.3
// answers to those who list and watch them. It had forgotten its first states.
test.each(rows as readonly Row[])('[A26] $rule', ({ ask, code, answer, events }) => {
  const said = asked(ask)
  expect(said.code).toBe(code)
  expect(events === undefined ? brief(said.messages[0] ?? {}) : said.messages.map(eventOf)).toEqual(
    answer ?? events,
  )
})

const { request, server } = startServer()
const PATH = '/api/v1/namespaces/listed/configmaps'
request('POST', '/api/v1/namespaces', { body: { metadata: { name: 'listed' } } })
server.store.compact(server.store.revision)
const [first = ''] = ['a', 'b', 'c', 'd', 'e'].map((name) => {
  const labels = { x: name < 'c' ? 'y' : 'z' }
  const { object } = request('POST', PATH, { body: { metadata: { name, labels } } })
  return metadataOf(object)['resourceVersion'] as string
})
const known: Readonly<Record<string, string>> = {
  '{first}': first,
  '{now}': `${server.store.revision}`,
  '{page}': `continue=${metadataOf(request('GET', `${PATH}?limit=2`).object)['continue'] as string}`,
}

function asked(ask: string) {
  const query = ask.replace(/\{\w+\}/g, (place) => known[place] ?? place)
  const { code, messages } = request('GET', PATH + query)
  return {
    code,
    messages: messages.flatMap((it) => (it.kind === 'object' ? [it.object as Json] : [])),
  }
}

function metadataOf(object: unknown): Json {
  return (object as { readonly metadata: Json }).metadata
}

/** An answer without what differs from one server to the next. */
function brief(object: Json): Json {
  if (object['kind'] === 'Status') return withoutNumbers(object)
  if (!('items' in object)) return { name: metadataOf(object)['name'] }
  const { resourceVersion, continue: next, ...rest } = metadataOf(object)
  return {
    metadata: {
      ...rest,
      ...(resourceVersion === first ? { resourceVersion: '{first}' } : {}),
      ...(next === undefined ? {} : { continue: 'TOKEN' }),
    },
    names: (object['items'] as readonly object[]).map((it) => metadataOf(it)['name']),
  }
}

function withoutNumbers(status: Json): Json {
  const text = JSON.stringify(status)
    .replace(/current: \d+/, 'current: N')
    .replace(/too old resource version: 2 \(\d+\)/, 'too old resource version: 2 (N)')
  return JSON.parse(text) as Json
}

function eventOf(event: Json): Json {
  const { type } = event
  const object = event['object'] as Json
  const { name, annotations } = metadataOf(object)
  if (object['kind'] === 'Status') return { type, status: withoutNumbers(object) }
  return type === 'BOOKMARK' ? { type, kind: object['kind'], annotations } : { type, name }
}
