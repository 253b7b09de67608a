import { exit, type Fd, type Process, read, type Run, sleep, SystemError, write } from '#engine'
import type { Command } from '../go/command.ts'
import { errnoText, quoted } from '../go/texts.ts'
import { resolve, socketAddress } from '../resolver/resolve.ts'

export const portForwardTester: Command = {
  name: 'port-forward-tester',
  short: 'Creates a TCP server that sends chunks of data',
  flags: [],
  args: { atMost: 0 },
  *run(process) {
    const listening = yield* listen(process)
    const fd = yield* accept(process, listening)
    yield* print(process, 'Accepted client connection')
    yield* expectFrom(process, fd)
    yield* sendTo(process, fd)
    yield* print(process, 'Shutting down connection')
    process.sockets.shutdown(fd, 'write')
    yield* sleep(process, 500)
    process.close(fd)
    yield* print(process, 'Done')
    return 0
  },
}

function* listen(process: Process): Run {
  const given = process.env.get('BIND_ADDRESS') ?? ''
  const host = given === '' ? '127.0.0.1' : given
  const found = yield* resolve(process, host)
  const [address] = found.ok ? found.addresses : []
  if (address === undefined)
    return yield* die(process, 1, `Error resolving: lookup ${host}: no such host`)
  const port = Number(process.env.get('BIND_PORT') ?? '0')
  const at = socketAddress(address, port)
  const fd = process.sockets.socket(at.family, 'stream')
  try {
    process.sockets.setOption(fd, 'reuseaddr', true)
    process.sockets.bind(fd, at)
    process.sockets.listen(fd, 4096)
    return fd
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    const why = `listen tcp ${address}:${port}: bind: ${errnoText(error.errno)}`
    return yield* die(process, 1, `Error listening: ${why}`)
  }
}

function* accept(process: Process, listening: Fd): Run {
  for (;;) {
    const fd = process.sockets.tryAccept(listening)
    if (fd !== 'again') return fd
    yield { do: 'wait', for: [{ fd: listening, for: 'read' }] }
  }
}

function* expectFrom(process: Process, fd: Fd): Run<void> {
  const expected = process.env.get('EXPECTED_CLIENT_DATA') ?? ''
  if (expected === '') return
  const said = new TextDecoder().decode(yield* read(process, fd, expected.length))
  if (said.length !== expected.length)
    yield* die(
      process,
      2,
      `Expected to read ${expected.length} bytes from client, but got ${said.length} instead. err=${said === '' ? 'EOF' : '<nil>'}`,
    )
  if (said !== expected)
    yield* die(process, 3, `Expect to read ${quoted(expected)}, but got ${quoted(said)}. err=<nil>`)
  yield* print(process, 'Received expected client data')
}

function* sendTo(process: Process, fd: Fd): Run<void> {
  const chunks = yield* numberFrom(process, 'CHUNKS')
  const size = yield* numberFrom(process, 'CHUNK_SIZE')
  const intervalMs = yield* numberFrom(process, 'CHUNK_INTERVAL')
  for (let at = 0; at < chunks; at++) {
    yield* write(process, fd, 'x'.repeat(size))
    if (at + 1 < chunks) yield* sleep(process, intervalMs)
  }
}

function* numberFrom(process: Process, name: string): Run {
  const text = process.env.get(name) ?? ''
  if (/^[+-]?\d+$/.test(text)) return Number(text)
  const why = `strconv.Atoi: parsing ${quoted(text)}: invalid syntax`
  return yield* die(process, 1, `Error parsing ${name} ${quoted(text)}: ${why}`)
}

function print(process: Process, line: string): Run<void> {
  return write(process, 1, `${line}\n`)
}

function* die(process: Process, code: number, line: string): Run<never> {
  yield* print(process, line)
  return exit(code)
}
