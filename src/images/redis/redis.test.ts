import { runtimeBench } from '#engine'
import { expect, test } from 'vitest'
import { redisImage } from './image.ts'

function started() {
  const it = runtimeBench([redisImage])
  const sandbox = it.sandbox()
  const id = it.run({ sandbox, image: 'redis' })
  it.clock.advanceBy(500)
  const cli = (...words: readonly string[]): string =>
    it.exec(id, ['redis-cli', '--no-raw', ...words]).stdout.trimEnd()
  return { it, id, sandbox, cli }
}

test('redis-cli asks, and shows what each kind of answer is', () => {
  const { cli } = started()
  expect([
    cli('ping'),
    cli('set', 'name', 'glass pod'),
    cli('get', 'name'),
    cli('get', 'nothing'),
    cli('incr', 'count'),
    cli('incr', 'name'),
    cli('rpush', 'queue', 'a', 'b', 'c'),
    cli('lrange', 'queue', '0', '-1'),
    cli('lpop', 'queue'),
    cli('get', 'queue'),
    cli('hset', 'user', 'name', 'ann', 'age', '30'),
    cli('hgetall', 'user'),
    cli('keys', 'n*'),
    cli('del', 'name', 'nothing'),
    cli('keys', 'n*'),
    cli('fly', 'away'),
    cli('get'),
  ]).toEqual([
    'PONG',
    'OK',
    '"glass pod"',
    '(nil)',
    '(integer) 1',
    '(error) ERR value is not an integer or out of range',
    '(integer) 3',
    '1) "a"\n2) "b"\n3) "c"',
    '"a"',
    '(error) WRONGTYPE Operation against a key holding the wrong kind of value',
    '(integer) 2',
    '1) "name"\n2) "ann"\n3) "age"\n4) "30"',
    '1) "name"',
    '(integer) 1',
    '(empty array)',
    "(error) ERR unknown command 'fly', with args beginning with: 'away'",
    "(error) ERR wrong number of arguments for 'get' command",
  ])
})

test('a key with an end is gone when that has come', () => {
  const { it, cli } = started()
  cli('set', 'session', 'x', 'EX', '10')
  expect(cli('ttl', 'session')).toBe('(integer) 10')
  it.clock.advanceBy(11_000)
  expect([cli('get', 'session'), cli('ttl', 'session')]).toEqual(['(nil)', '(integer) -2'])
})

test('it ends with 0 when asked, and says so', () => {
  const { it, id } = started()
  it.ask('stopContainer', { container: id, graceSeconds: 30 })
  expect(it.logOf(id).at(-2)).toMatch(/^stdout 1:M .* # Redis is now ready to exit, bye bye\.\.\.$/)
  expect(it.events.findLast(({ kind }) => kind === 'exited')).toMatchObject({ code: 0 })
})

test('a second server cannot have the port', () => {
  const { it, sandbox } = started()
  const two = it.run({ sandbox, name: 'two', image: 'redis' })
  it.clock.advanceBy(500)
  expect(it.logOf(two).at(-2)).toMatch(/# Failed listening on port 6379 \(tcp\), aborting\.$/)
  expect(it.events.findLast(({ kind }) => kind === 'exited')).toMatchObject({ code: 1 })
})

test('without a server redis-cli says where it looked', () => {
  const { it, id } = started()
  expect(it.exec(id, ['redis-cli', '-p', '7000', 'ping']).stderr).toBe(
    'Could not connect to Redis at 127.0.0.1:7000: Connection refused\n',
  )
})
