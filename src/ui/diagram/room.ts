import type { Room } from './diagram.ts'

const KI = 1024

/** What a node has left: cores to a tenth, memory in the largest unit that fits. */
export function roomInWords(room: Room, say: (cpu: string, memory: string) => string): string {
  return say(short(room.cpuMillis / 1000), memoryInWords(room.memoryBytes))
}

function memoryInWords(bytes: number): string {
  if (bytes >= KI ** 3) return `${short(bytes / KI ** 3)} GiB`
  return `${Math.round(bytes / KI ** 2)} MiB`
}

function short(value: number): string {
  return String(Math.round(value * 10) / 10)
}
