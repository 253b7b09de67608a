import { type Process, type Run, write } from '#engine'

/** Prints a warning as the client library logs it: with the time, the process and the place. */
export function* logWarning(process: Process, place: string, text: string): Run<void> {
  yield* write(process, 2, `${logHeader(process, 'W')} ${place}] ${text}\n`)
}

/** What klog puts before a line: how grave it is, the date and time, the process. */
export function logHeader(process: Process, severity: 'E' | 'W'): string {
  const time = new Date(process.wallClock).toISOString()
  const date = `${time.slice(5, 7)}${time.slice(8, 10)}`
  return `${severity}${date} ${time.slice(11, 23)}000 ${String(process.pid).padStart(7)}`
}
