import type { Pod } from '#engine'
import { CommandError } from '../failure.ts'

export interface PortPair {
  /** 0: any that is free. */
  readonly local: number
  readonly remote: number
}

/** Reads `8080:80`, `:80`, `80` and `http` (a port that a container names). */
export function parsePorts(words: readonly string[], pod: Pod): readonly PortPair[] {
  return words.map((word) => {
    const parts = word.split(':')
    if (parts.length > 2) throw new CommandError(`invalid port format '${word}'`)
    const remoteText = parts.at(-1) ?? ''
    const localText = parts.length === 1 ? remoteText : (parts[0] ?? '')
    if (remoteText === '') throw new CommandError('remote port cannot be empty')
    const remote = isNumber(remoteText) ? Number(remoteText) : namedPort(pod, remoteText)
    const local = localText === remoteText ? remote : localText === '' ? 0 : localPort(localText)
    if (remote === 0) throw new CommandError('remote port must be > 0')
    return { local, remote }
  })
}

function isNumber(text: string): boolean {
  return /^\d+$/.test(text)
}

function localPort(text: string): number {
  if (isNumber(text) && Number(text) < 65536) return Number(text)
  const reason = isNumber(text) ? 'value out of range' : 'invalid syntax'
  throw new CommandError(
    `error parsing local port '${text}': strconv.ParseUint: parsing "${text}": ${reason}`,
  )
}

function namedPort(pod: Pod, name: string): number {
  const { containers, initContainers = [] } = pod.spec
  for (const { ports = [] } of [...containers, ...initContainers])
    for (const port of ports) if (port.name === name) return port.containerPort
  throw new CommandError(`Pod '${pod.metadata.name}' does not have a named port '${name}'`)
}
