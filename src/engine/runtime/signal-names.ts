import { signalOf, SIGNALS, type SignalName } from '../kernel/signals.ts'

/** A signal as images and Pods name it: SIGTERM, TERM or 15. */
export function parseSignal(text: string): SignalName | undefined {
  if (/^[0-9]+$/.test(text)) return signalOf(Number(text))
  const name = text.toUpperCase().replace(/^SIG/, '')
  return SIGNALS.find((it) => it === name)
}
