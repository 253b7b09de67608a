import { createPart, need, type Part, type Run } from '#engine'
import type { Command } from '../command.ts'

/** A verb that is brought when it is named. */
export interface Verb {
  readonly name: string
  readonly command: Part<Command>
}

interface VerbGroup {
  readonly title: string
  readonly verbs: readonly Verb[]
}

/** Verbs that belong together in the help, in kubectl's order: so too they are suggested. */
const GROUPS: readonly VerbGroup[] = [
  {
    title: 'Basic Commands (Beginner)',
    verbs: [
      verb('create', async () => (await import('./create.ts')).create),
      verb('expose', async () => (await import('./expose.ts')).expose),
      verb('run', async () => (await import('./run.ts')).run),
      verb('set', async () => (await import('./set.ts')).set),
    ],
  },
  {
    title: 'Basic Commands (Intermediate)',
    verbs: [
      verb('explain', async () => (await import('./explain.ts')).explain),
      verb('get', async () => (await import('./get.ts')).get),
      verb('edit', async () => (await import('./edit.ts')).edit),
      verb('delete', async () => (await import('./delete.ts')).deleteVerb),
    ],
  },
  {
    title: 'Deploy Commands',
    verbs: [
      verb('rollout', async () => (await import('./rollout.ts')).rollout),
      verb('scale', async () => (await import('./scale.ts')).scale),
      unsupportedVerb(
        'autoscale',
        'Auto-scale a deployment, replica set, stateful set, or replication controller',
      ),
    ],
  },
  {
    title: 'Cluster Management Commands',
    verbs: [
      verb('certificate', async () => (await import('./certificate.ts')).certificate),
      verb('cluster-info', async () => (await import('./cluster-info.ts')).clusterInfo),
      verb('top', async () => (await import('./top.ts')).top),
      verb('cordon', async () => (await import('./cordon.ts')).cordon),
      verb('uncordon', async () => (await import('./cordon.ts')).uncordon),
      verb('drain', async () => (await import('./drain.ts')).drain),
      verb('taint', async () => (await import('./taint.ts')).taint),
    ],
  },
  {
    title: 'Troubleshooting and Debugging Commands',
    verbs: [
      verb('describe', async () => (await import('./describe.ts')).describe),
      verb('logs', async () => (await import('./logs.ts')).logs),
      verb('attach', async () => (await import('./attach.ts')).attach),
      verb('exec', async () => (await import('./exec.ts')).exec),
      verb('port-forward', async () => (await import('./port-forward.ts')).portForward),
      unsupportedVerb('proxy', 'Run a proxy to the Kubernetes API server'),
      verb('cp', async () => (await import('./cp.ts')).cp),
      verb('auth', async () => (await import('./auth.ts')).auth),
      verb('debug', async () => (await import('./debug.ts')).debug),
      verb('events', async () => (await import('./events.ts')).events),
    ],
  },
  {
    title: 'Advanced Commands',
    verbs: [
      verb('diff', async () => (await import('./diff.ts')).diff),
      verb('apply', async () => (await import('./apply.ts')).apply),
      verb('patch', async () => (await import('./patch.ts')).patch),
      verb('replace', async () => (await import('./replace.ts')).replace),
      verb('wait', async () => (await import('./wait.ts')).wait),
      unsupportedVerb('kustomize', 'Build a kustomization target from a directory or URL'),
    ],
  },
  {
    title: 'Settings Commands',
    verbs: [
      verb('label', async () => (await import('./label.ts')).label),
      verb('annotate', async () => (await import('./annotate.ts')).annotate),
      verb('completion', async () => (await import('./completion.ts')).completion),
    ],
  },
]

const OTHERS: readonly Verb[] = [
  verb('config', async () => (await import('./config.ts')).config),
  verb('plugin', async () => (await import('./plugin.ts')).plugin),
  verb('version', async () => (await import('./version.ts')).version),
  verb('api-versions', async () => (await import('./api-versions.ts')).apiVersions),
  verb('api-resources', async () => (await import('./api-resources.ts')).apiResources),
  verb('options', async () => (await import('./options.ts')).options),
]

/** Every verb, in the order of the help. */
export const VERBS: readonly Verb[] = [...GROUPS.flatMap(({ verbs }) => verbs), ...OTHERS]

/** `kubectl` itself, with all its verbs. */
export function* wholeKubectl(): Run<Command> {
  // All are asked for at once: time stands still for as long as the slowest takes, not for the sum.
  for (const { command } of VERBS) command.load()
  const groups = []
  for (const { title, verbs } of GROUPS) groups.push({ title, commands: yield* commandsOf(verbs) })
  const others = yield* commandsOf(OTHERS)
  // There are no plug-ins here: the group of theirs stands empty, as in the real one without any.
  groups.push({ title: 'Subcommands provided by plugins', commands: [] })
  return {
    name: 'kubectl',
    use: '[flags] [options]',
    summary: 'kubectl controls the Kubernetes cluster manager.',
    flags: {},
    groups,
    subcommands: [...groups.flatMap(({ commands }) => commands), ...others],
  }
}

function* commandsOf(verbs: readonly Verb[]): Run<readonly Command[]> {
  const commands: Command[] = []
  for (const { command } of verbs) commands.push(yield* need(command))
  return commands
}

function verb(name: string, bring: () => Promise<Command>): Verb {
  return { name, command: createPart(bring) }
}

function unsupportedVerb(name: string, summary: string): Verb {
  return verb(name, async () => (await import('./unsupported.ts')).unsupported(name, summary))
}
