import { type Address, type Fd, type Ms, type Process, type Run, SystemError } from '#engine'

/** A connection to one address; a SystemError when there is none, ETIMEDOUT at `until` at last. */
export function* dial(process: Process, address: Address, until: Ms = Infinity): Run {
  const fd = process.sockets.socket(address.family, 'stream')
  try {
    process.sockets.connect(fd, address)
    yield* waitUntilWritable(process, fd, until)
    process.sockets.checkConnected(fd)
    return fd
  } catch (error) {
    process.close(fd)
    throw error
  }
}

function* waitUntilWritable(process: Process, fd: Fd, until: Ms): Run<void> {
  for (;;) {
    const wake = yield {
      do: 'wait',
      for: [{ fd, for: 'write' }],
      ...(until === Infinity ? {} : { until }),
    }
    if (wake === 'ready') return
    if (process.now >= until) throw new SystemError('ETIMEDOUT')
  }
}
