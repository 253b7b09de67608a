import { compilePattern } from '#shell'
import { error, integer, list, NIL, OK, type Reply, text } from './protocol.ts'

export type Value =
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'list'; readonly items: string[] }
  | { readonly kind: 'hash'; readonly fields: Map<string, string> }
  | { readonly kind: 'set'; readonly members: Set<string> }

/** All keys, and when those go that do not stay. */
export class Keyspace {
  readonly #values = new Map<string, Value>()
  readonly #ends = new Map<string, number>()
  now = 0

  get(key: string): Value | undefined {
    if ((this.#ends.get(key) ?? Infinity) <= this.now) this.delete(key)
    return this.#values.get(key)
  }

  set(key: string, value: Value): void {
    this.#values.set(key, value)
    this.#ends.delete(key)
  }

  delete(key: string): boolean {
    this.#ends.delete(key)
    return this.#values.delete(key)
  }

  clear(): void {
    this.#values.clear()
    this.#ends.clear()
  }

  keys(): readonly string[] {
    return [...this.#values.keys()].filter((key) => this.get(key) !== undefined)
  }

  expireAt(key: string, at: number): void {
    this.#ends.set(key, at)
  }

  endOf(key: string): number | undefined {
    return this.#ends.get(key)
  }
}

const WRONG_TYPE = error('WRONGTYPE Operation against a key holding the wrong kind of value')
const NOT_A_NUMBER = error('ERR value is not an integer or out of range')

interface Command {
  /** How many words it has, its name included; negative: at least so many. */
  readonly arity: number
  run(keys: Keyspace, args: readonly string[]): Reply
}

/** What a command answers; `words` begins with its name. */
export function execute(keys: Keyspace, words: readonly string[]): Reply {
  const [name = '', ...args] = words
  const command = COMMANDS.get(name.toLowerCase())
  if (command === undefined) {
    const shown = args.map((arg) => `'${arg}' `).join('')
    return error(`ERR unknown command '${name}', with args beginning with: ${shown}`)
  }
  const isEnough =
    command.arity < 0 ? words.length >= -command.arity : words.length === command.arity
  if (!isEnough) return error(`ERR wrong number of arguments for '${name.toLowerCase()}' command`)
  return command.run(keys, args)
}

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>(
  Object.entries({
    ping: {
      arity: -1,
      run: (_, [message]) =>
        message === undefined ? { kind: 'status', text: 'PONG' } : text(message),
    },
    echo: { arity: 2, run: (_, [message = '']) => text(message) },
    select: { arity: 2, run: () => OK },
    dbsize: { arity: 1, run: (keys) => integer(keys.keys().length) },
    flushall: { arity: -1, run: flush },
    flushdb: { arity: -1, run: flush },
    keys: {
      arity: 2,
      run: (keys, [glob = '*']) =>
        list(keys.keys().filter((key) => compilePattern(glob).matches(key))),
    },
    exists: {
      arity: -2,
      run: (keys, names) => integer(names.filter((it) => keys.get(it) !== undefined).length),
    },
    del: {
      arity: -2,
      run: (keys, names) =>
        integer(names.filter((it) => keys.get(it) !== undefined && keys.delete(it)).length),
    },
    type: {
      arity: 2,
      run: (keys, [key = '']) => ({ kind: 'status', text: keys.get(key)?.kind ?? 'none' }),
    },
    set: { arity: -3, run: set },
    get: {
      arity: 2,
      run: (keys, [key = '']) => withText(keys, key, (it) => (it === undefined ? NIL : text(it))),
    },
    append: { arity: 3, run: append },
    strlen: {
      arity: 2,
      run: (keys, [key = '']) => withText(keys, key, (it = '') => integer(it.length)),
    },
    incr: { arity: 2, run: (keys, [key = '']) => add(keys, key, 1) },
    decr: { arity: 2, run: (keys, [key = '']) => add(keys, key, -1) },
    incrby: { arity: 3, run: (keys, [key = '', by = '']) => add(keys, key, Number(by)) },
    decrby: { arity: 3, run: (keys, [key = '', by = '']) => add(keys, key, -Number(by)) },
    expire: { arity: -3, run: expire },
    ttl: { arity: 2, run: ttl },
    lpush: {
      arity: -3,
      run: (keys, [key = '', ...items]) => push(keys, key, { items, atFront: true }),
    },
    rpush: {
      arity: -3,
      run: (keys, [key = '', ...items]) => push(keys, key, { items, atFront: false }),
    },
    lpop: { arity: -2, run: (keys, [key = '']) => pop(keys, key, true) },
    rpop: { arity: -2, run: (keys, [key = '']) => pop(keys, key, false) },
    llen: { arity: 2, run: (keys, [key = '']) => withItems(keys, key, (it) => integer(it.length)) },
    lrange: { arity: 4, run: range },
    hset: { arity: -4, run: hset },
    hget: {
      arity: 3,
      run: (keys, [key = '', field = '']) => withFields(keys, key, (it) => found(it.get(field))),
    },
    hgetall: {
      arity: 2,
      run: (keys, [key = '']) => withFields(keys, key, (it) => list([...it].flat())),
    },
    sadd: { arity: -3, run: sadd },
    smembers: {
      arity: 2,
      run: (keys, [key = '']) => withMembers(keys, key, (it) => list([...it])),
    },
  } satisfies Record<string, Command>),
)

function found(value: string | undefined): Reply {
  return value === undefined ? NIL : text(value)
}

function flush(keys: Keyspace): Reply {
  keys.clear()
  return OK
}

function withText(keys: Keyspace, key: string, use: (text: string | undefined) => Reply): Reply {
  const value = keys.get(key)
  if (value !== undefined && value.kind !== 'string') return WRONG_TYPE
  return use(value?.text)
}

function withItems(keys: Keyspace, key: string, use: (items: string[]) => Reply): Reply {
  const value = keys.get(key)
  if (value !== undefined && value.kind !== 'list') return WRONG_TYPE
  return use(value?.items ?? [])
}

function withFields(
  keys: Keyspace,
  key: string,
  use: (fields: Map<string, string>) => Reply,
): Reply {
  const value = keys.get(key)
  if (value !== undefined && value.kind !== 'hash') return WRONG_TYPE
  return use(value?.fields ?? new Map<string, string>())
}

function withMembers(keys: Keyspace, key: string, use: (members: Set<string>) => Reply): Reply {
  const value = keys.get(key)
  if (value !== undefined && value.kind !== 'set') return WRONG_TYPE
  return use(value?.members ?? new Set<string>())
}

/** SET key value [NX | XX] [EX seconds | PX milliseconds] */
function set(keys: Keyspace, [key = '', value = '', ...options]: readonly string[]): Reply {
  const words = options.map((it) => it.toUpperCase())
  const isThere = keys.get(key) !== undefined
  if ((words.includes('NX') && isThere) || (words.includes('XX') && !isThere)) return NIL
  const at = words.findIndex((it) => it === 'EX' || it === 'PX')
  const amount = at < 0 ? undefined : Number(words[at + 1])
  if (words.some((it) => !/^(NX|XX|EX|PX|\d+)$/.test(it))) return error('ERR syntax error')
  if (amount !== undefined && !Number.isInteger(amount)) return NOT_A_NUMBER
  keys.set(key, { kind: 'string', text: value })
  if (amount !== undefined) keys.expireAt(key, keys.now + amount * (words[at] === 'EX' ? 1000 : 1))
  return OK
}

function append(keys: Keyspace, [key = '', more = '']: readonly string[]): Reply {
  return withText(keys, key, (before = '') => {
    keys.set(key, { kind: 'string', text: before + more })
    return integer(before.length + more.length)
  })
}

function add(keys: Keyspace, key: string, by: number): Reply {
  return withText(keys, key, (before = '0') => {
    if (!/^-?\d+$/.test(before) || !Number.isInteger(by)) return NOT_A_NUMBER
    keys.set(key, { kind: 'string', text: `${Number(before) + by}` })
    return integer(Number(before) + by)
  })
}

function expire(keys: Keyspace, [key = '', seconds = '']: readonly string[]): Reply {
  if (!/^-?\d+$/.test(seconds)) return NOT_A_NUMBER
  if (keys.get(key) === undefined) return integer(0)
  keys.expireAt(key, keys.now + Number(seconds) * 1000)
  return integer(1)
}

/** -2 where there is no key, -1 where it stays. */
function ttl(keys: Keyspace, [key = '']: readonly string[]): Reply {
  if (keys.get(key) === undefined) return integer(-2)
  const end = keys.endOf(key)
  return integer(end === undefined ? -1 : Math.round((end - keys.now) / 1000))
}

function push(
  keys: Keyspace,
  key: string,
  { items, atFront }: { readonly items: readonly string[]; readonly atFront: boolean },
): Reply {
  return withItems(keys, key, (before) => {
    const after = atFront ? [...items.toReversed(), ...before] : [...before, ...items]
    keys.set(key, { kind: 'list', items: after })
    return integer(after.length)
  })
}

function pop(keys: Keyspace, key: string, atFront: boolean): Reply {
  return withItems(keys, key, (items) => {
    const item = atFront ? items.shift() : items.pop()
    if (items.length === 0) keys.delete(key)
    return found(item)
  })
}

function range(keys: Keyspace, [key = '', start = '0', stop = '-1']: readonly string[]): Reply {
  return withItems(keys, key, (items) => {
    const place = (word: string): number =>
      Number(word) < 0 ? Math.max(0, items.length + Number(word)) : Number(word)
    return list(items.slice(place(start), place(stop) + 1))
  })
}

function hset(keys: Keyspace, [key = '', ...pairs]: readonly string[]): Reply {
  if (pairs.length % 2 !== 0) return error("ERR wrong number of arguments for 'hset' command")
  return withFields(keys, key, (fields) => {
    const before = fields.size
    for (let at = 0; at < pairs.length; at += 2) fields.set(pairs[at] ?? '', pairs[at + 1] ?? '')
    keys.set(key, { kind: 'hash', fields })
    return integer(fields.size - before)
  })
}

function sadd(keys: Keyspace, [key = '', ...added]: readonly string[]): Reply {
  return withMembers(keys, key, (members) => {
    const before = members.size
    for (const member of added) members.add(member)
    keys.set(key, { kind: 'set', members })
    return integer(members.size - before)
  })
}
