import type { KubeObject } from '../api/objects.ts'
import { CommandError, usageError } from '../failure.ts'
import { overridden } from '../patch/overrides.ts'
import type { RunFlags } from './run-flags.ts'

export interface PodWords {
  readonly name: string
  /** What stands behind the name. */
  readonly words: readonly string[]
  readonly commandPath: string
}

const RESTART_POLICIES = ['Always', 'OnFailure', 'Never']

/** The Pod that `kubectl run` makes of its flags. */
export function podFor(flags: RunFlags, { name, words, commandPath }: PodWords): KubeObject {
  const restartPolicy = restartPolicyOf(flags, commandPath)
  const container = {
    name,
    image: flags.image,
    ...(words.length === 0 ? {} : flags.command ? { command: words } : { args: words }),
    ...(flags.env.length === 0 ? {} : { env: flags.env.map(parseEnv) }),
    ...(flags['image-pull-policy'] === '' ? {} : { imagePullPolicy: flags['image-pull-policy'] }),
    ...(flags.port === '' ? {} : { ports: [{ containerPort: portOf(flags.port) }] }),
    resources: {},
    ...(flags.privileged ? { securityContext: { privileged: true } } : {}),
    ...(flags.stdin ? { stdin: true } : {}),
    ...(flags.stdin && !flags['leave-stdin-open'] ? { stdinOnce: true } : {}),
    ...(flags.tty ? { tty: true } : {}),
  }
  const annotations = pairsOf(flags.annotations, 'annotations')
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      ...(annotations.length === 0 ? {} : { annotations: Object.fromEntries(annotations) }),
      labels: labelsOf(flags.labels, name),
    },
    spec: { containers: [container], dnsPolicy: 'ClusterFirst', restartPolicy },
    status: {},
  }
  return overridden(pod, flags)
}

/** What --expose makes beside the Pod: a Service that finds it by its labels. */
export function serviceFor(flags: RunFlags, name: string): KubeObject {
  const labels = labelsOf(flags.labels, name)
  const port = portOf(flags.port)
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, ...(flags.labels === '' ? {} : { labels }) },
    spec: { ports: [{ port, protocol: 'TCP', targetPort: port }], selector: labels },
    status: { loadBalancer: {} },
  }
}

export function restartPolicyOf({ restart, stdin }: RunFlags, commandPath: string): string {
  if (restart === '') return stdin ? 'OnFailure' : 'Always'
  if (RESTART_POLICIES.includes(restart)) return restart
  throw usageError(commandPath, `invalid restart policy: ${restart}`)
}

function parseEnv(text: string): { readonly name: string; readonly value?: string } {
  const at = text.indexOf('=')
  if (at <= 0) throw new CommandError(`invalid env: ${text}`)
  const value = text.slice(at + 1)
  return { name: text.slice(0, at), ...(value === '' ? {} : { value }) }
}

function portOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  throw new CommandError(`strconv.Atoi: parsing "${text}": invalid syntax`)
}

function labelsOf(text: string, name: string): Readonly<Record<string, string>> {
  if (text === '') return { run: name }
  return Object.fromEntries(pairsOf(text.split(','), 'label'))
}

function pairsOf(texts: readonly string[], what: string): readonly (readonly [string, string])[] {
  return texts.map((text) => {
    const at = text.indexOf('=')
    if (at <= 0) throw new CommandError(`unexpected ${what} spec: ${text}`)
    return [text.slice(0, at), text.slice(at + 1)]
  })
}
