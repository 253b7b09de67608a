/** What `time` says at the end. Processor time is not told apart: all of it counts as waiting. */
export function timesText(realMs: number, isPosix: boolean): string {
  if (isPosix) return `real ${(realMs / 1000).toFixed(2)}\nuser 0.00\nsys 0.00\n`
  return `\nreal\t${minutes(realMs)}\nuser\t${minutes(0)}\nsys\t${minutes(0)}\n`
}

function minutes(ms: number): string {
  const seconds = ms / 1000
  return `${Math.floor(seconds / 60)}m${(seconds % 60).toFixed(3)}s`
}
