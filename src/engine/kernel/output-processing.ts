import type { TerminalModes } from './terminal.ts'

/** OPOST and ONLCR: a newline also returns the carriage. */
export function processed(bytes: Uint8Array, modes: TerminalModes): Uint8Array {
  if (!modes.opost || !modes.onlcr || !bytes.includes(10)) return bytes
  const out: number[] = []
  for (const byte of bytes) {
    if (byte === 10) out.push(13)
    out.push(byte)
  }
  return Uint8Array.from(out)
}
