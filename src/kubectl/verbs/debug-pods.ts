import type { DebugFlags } from './debug-flags.ts'

interface ContainerWords {
  readonly name: string
  readonly command: readonly string[]
}

/** A container to look around with, beside those of a Pod. */
export function debugContainer(words: ContainerWords, flags: DebugFlags): object {
  const capabilities = CAPABILITIES.get(flags.profile)
  return {
    ...plainContainer(words, flags),
    ...(capabilities === undefined ? {} : { securityContext: { capabilities } }),
  }
}

export interface DebugSettings {
  readonly securityContext?: { readonly capabilities: { readonly add: readonly string[] } }
  readonly [field: string]: unknown
}

/** What the line says of a container, whoever's it is. */
export function debugSettings(command: readonly string[], flags: DebugFlags): DebugSettings {
  const capabilities = CAPABILITIES.get(flags.profile)
  return {
    ...(flags.image === '' ? {} : { image: flags.image }),
    ...wordsOf(command, flags),
    ...(flags.env.length === 0 ? {} : { env: flags.env.map(variableOf) }),
    ...(flags['image-pull-policy'] === '' ? {} : { imagePullPolicy: flags['image-pull-policy'] }),
    ...(flags.stdin ? { stdin: true } : {}),
    ...(flags.tty ? { tty: true } : {}),
    ...(capabilities === undefined ? {} : { securityContext: { capabilities } }),
  }
}

function wordsOf(command: readonly string[], flags: DebugFlags): object {
  if (command.length === 0) return {}
  return { [flags['arguments-only'] ? 'args' : 'command']: [...command] }
}

/** What a profile lets the container do beyond what all may. */
const CAPABILITIES = new Map([
  ['general', { add: ['SYS_PTRACE'] }],
  ['netadmin', { add: ['NET_ADMIN', 'NET_RAW'] }],
])

function plainContainer({ name, command }: ContainerWords, flags: DebugFlags): object {
  return {
    name,
    image: flags.image,
    ...wordsOf(command, flags),
    ...(flags.env.length === 0 ? {} : { env: flags.env.map(variableOf) }),
    ...(flags['image-pull-policy'] === '' ? {} : { imagePullPolicy: flags['image-pull-policy'] }),
    resources: {},
    ...(flags.stdin ? { stdin: true } : {}),
    terminationMessagePolicy: 'File',
    ...(flags.tty ? { tty: true } : {}),
  }
}

function variableOf(text: string): object {
  const at = text.indexOf('=')
  return { name: text.slice(0, at), value: text.slice(at + 1) }
}

interface NodeWords extends ContainerWords {
  readonly node: string
  readonly container: string
}

/** A Pod in the namespaces of its node, with the node's files under /host. */
export function nodeDebugPod(
  { name, node, container, command }: NodeWords,
  flags: DebugFlags,
): object {
  const inside = plainContainer({ name: container, command }, flags)
  const isGeneral = flags.profile === 'general'
  const mount = { volumeMounts: [{ mountPath: '/host', name: 'host-root' }] }
  const isBaseline = flags.profile === 'baseline'
  const shared = isBaseline ? {} : { hostIPC: true, hostNetwork: true, hostPID: true }
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { labels: { 'app.kubernetes.io/managed-by': 'kubectl-debug' }, name },
    spec: {
      containers: [isGeneral ? { ...inside, ...mount } : debugged(inside, flags.profile)],
      ...shared,
      nodeName: node,
      restartPolicy: 'Never',
      tolerations: [{ operator: 'Exists' }],
      ...(isGeneral ? { volumes: [{ hostPath: { path: '/' }, name: 'host-root' }] } : {}),
    },
  }
}

function debugged(container: object, profile: string): object {
  if (profile !== 'netadmin') return container
  return { ...container, securityContext: { capabilities: CAPABILITIES.get(profile) } }
}
