/** Processor time of this process so far, user's and system's, in milliseconds. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** What `work` costs in processor time, in milliseconds. */
export async function costOf(work: () => void | Promise<void>): Promise<number> {
  const before = cpuMs()
  await work()
  return cpuMs() - before
}

/** Bytes that are still held after everything else was thrown away. */
export function heapBytes(): number {
  if (globalThis.gc === undefined) throw new Error('run with --expose-gc')
  globalThis.gc()
  globalThis.gc()
  return process.memoryUsage().heapUsed
}

/** One line: ours, theirs, and the ratio that is asked for. */
export function report(
  what: string,
  [our, their]: readonly [our: number, their: number],
  wanted: string,
): void {
  const ratio = their / our
  const words = ratio >= 1 ? `1/${ratio.toFixed(1)}` : `${(1 / ratio).toFixed(1)} ×`
  console.log(`  ${what.padEnd(44)} ${shown(our)} ${shown(their)}   ${words}  (wanted: ${wanted})`)
}

function shown(value: number): string {
  return (value >= 1000 ? value.toFixed(0) : value.toPrecision(3)).padStart(10)
}
