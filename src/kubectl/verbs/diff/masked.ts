import type { KubeObject } from '../../api/objects.ts'

export interface BeforeAndAfter {
  readonly live: KubeObject | undefined
  readonly after: KubeObject
}

/** The data of a Secret is not shown, only whether it changes. */
export function masked({ live, after }: BeforeAndAfter): BeforeAndAfter {
  const before = dataOf(live)
  const wanted = dataOf(after)
  const mask = (key: string, suffix: string): string =>
    before.has(key) && wanted.has(key) && before.get(key) !== wanted.get(key)
      ? `*** (${suffix})`
      : '***'
  return {
    live: live === undefined ? undefined : withData(live, before, (key) => mask(key, 'before')),
    after: withData(after, wanted, (key) => mask(key, 'after')),
  }
}

type Data = ReadonlyMap<string, unknown>

function dataOf(object: KubeObject | undefined): Data {
  const data = object?.['data']
  return new Map(typeof data === 'object' && data !== null ? Object.entries(data) : [])
}

function withData(object: KubeObject, data: Data, shown: (key: string) => string): KubeObject {
  if (data.size === 0) return object
  return { ...object, data: Object.fromEntries([...data.keys()].map((key) => [key, shown(key)])) }
}
