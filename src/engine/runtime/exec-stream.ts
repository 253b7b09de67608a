import type { ProcessIo } from './process-io.ts'
import type { ExecStream } from './runtime.ts'

/** How a process, or the attempt to start it, ended. */
export type Closing =
  | { readonly kind: 'success' }
  | { readonly kind: 'exit code'; readonly code: number; readonly argv: readonly string[] }
  | { readonly kind: 'failure'; readonly message: string }

/** Sends the Status on channel 3 that ends an exec or attach, as the kubelet's streaming server. */
export function closing(stream: ExecStream, how: Closing): void {
  const bytes = new TextEncoder().encode(JSON.stringify(statusOf(how)))
  stream.send({ kind: 'channel', channel: 3, bytes })
  stream.end()
}

/** Hands on what comes in: input, its end, sizes of the window. */
export function interactive(stream: ExecStream, io: ProcessIo): void {
  stream.listen({
    message: ({ channel, bytes }) => {
      if (channel === 0) io.input(bytes)
      if (channel === 4) resize(io, bytes)
      if (channel === 255 && bytes[0] === 0) io.closeInput()
    },
    drain: () => {
      io.resume()
    },
    // Whoever went away leaves the process running; it finds the end of its input.
    end: () => {
      io.closeInput()
      io.resume()
    },
  })
}

function statusOf(how: Closing): object {
  switch (how.kind) {
    case 'success':
      return { metadata: {}, status: 'Success' }
    case 'exit code': {
      const command = `error executing command [${how.argv.join(' ')}], exit code ${how.code}`
      return {
        metadata: {},
        status: 'Failure',
        message: `command terminated with non-zero exit code: ${command}`,
        reason: 'NonZeroExitCode',
        details: { causes: [{ reason: 'ExitCode', message: `${how.code}` }] },
      }
    }
    case 'failure': {
      const message = `error executing command in container: ${how.message}`
      return {
        metadata: {},
        status: 'Failure',
        message: `Internal error occurred: ${message}`,
        reason: 'InternalError',
        details: { causes: [{ message }] },
        code: 500,
      }
    }
  }
}

function resize(io: ProcessIo, bytes: Uint8Array): void {
  const { Width: width, Height: height } = sizeIn(new TextDecoder().decode(bytes))
  if (width > 0 && height > 0) io.resize(width, height)
}

function sizeIn(text: string): { readonly Width: number; readonly Height: number } {
  const [, width = '0'] = /"Width": *([0-9]{1,5})/.exec(text) ?? []
  const [, height = '0'] = /"Height": *([0-9]{1,5})/.exec(text) ?? []
  return { Width: Number(width), Height: Number(height) }
}
