import type { Pod, Run } from '#engine'
import type { Query } from '../api/api.ts'
import { collect } from '../api/collect.ts'
import { type Cli, err } from '../cli.ts'
import { defineCommand, type Given } from '../command.ts'
import { CommandError, isStatus, raiseAll, usageError } from '../failure.ts'
import { bool, duration, int, string } from '../flags/flag.ts'
import { SELECTOR_FLAG } from '../flags/shared-flags.ts'
import { copyLogs } from '../remote/copy-logs.ts'
import { type LogSource, logSourcesOf } from '../remote/log-sources.ts'
import { asPod, podsOf } from '../remote/pod-of.ts'

const FLAGS = {
  ...SELECTOR_FLAG,
  'all-containers': bool({ usage: 'The logs of all containers of the Pod.' }),
  'all-pods': bool({ usage: 'The logs of all Pods of the object, with prefixes.' }),
  container: string({ short: 'c', usage: 'The container whose log is printed.' }),
  follow: bool({ short: 'f', usage: 'Go on printing what the container says.' }),
  'ignore-errors': bool({ usage: 'Go on with the others when one log cannot be had.' }),
  'insecure-skip-tls-verify-backend': bool({ usage: "Do not check the kubelet's certificate." }),
  'limit-bytes': int({ initial: 0, usage: 'At most so many bytes of each log.' }),
  'max-log-requests': int({ initial: 5, usage: 'How many logs may be followed together.' }),
  'pod-running-timeout': duration({ initial: 20_000, usage: 'How long to wait for a Pod.' }),
  prefix: bool({ usage: 'Put Pod and container before each line.' }),
  previous: bool({ short: 'p', usage: 'The log of the instance before this one.' }),
  since: duration({ initial: 0, usage: 'Only what is newer than this: 5s, 2m, 3h.' }),
  'since-time': string({ usage: 'Only what is newer than this time (RFC3339).' }),
  tail: int({ initial: -1, usage: 'The last lines only; -1: all, or 10 with a selector.' }),
  timestamps: bool({ usage: 'Put the time before each line.' }),
}

type Flags = Given<typeof FLAGS>['flags']

const USAGE = 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'

export const logs = defineCommand({
  name: 'logs',
  use: USAGE,
  summary: 'Print the logs for a container in a pod.',
  examples: [
    { what: 'The log of a Pod with one container', line: 'kubectl logs web' },
    { what: 'What the container said before it was restarted', line: 'kubectl logs web -p' },
    { what: 'Follow one of several containers', line: 'kubectl logs web -c server -f' },
  ],
  flags: FLAGS,
  *run(cli, given) {
    const { flags, args } = given
    const container = containerOf(cli, given)
    requireTime(flags['since-time'])
    const pods = yield* podsToLog(cli, flags, args[0] ?? '')
    checkFlags(given, container)
    const sources: LogSource[] = []
    for (const pod of pods) {
      const choice = {
        container,
        allContainers: flags['all-containers'],
        isQuiet: flags['all-pods'],
      }
      sources.push(...(yield* logSourcesOf(cli, pod, choice)))
    }
    checkConcurrency(flags, sources.length)
    yield* copyLogs(cli, sources, {
      query: queryOf(given),
      follow: flags.follow,
      withPrefix: flags.prefix || flags['all-pods'],
      ignoresErrors: flags['ignore-errors'],
      patience: flags['pod-running-timeout'],
    })
  },
})

function containerOf(cli: Cli, { flags, args }: Given<typeof FLAGS>): string {
  const usage = `expected '${USAGE}'.\nPOD or TYPE/NAME is a required argument for the logs command`
  if (args.length > 2 || (args.length === 0 && flags.selector === ''))
    throw usageError(cli.commandPath, usage)
  if (args.length === 1 && flags.selector !== '')
    throw usageError(cli.commandPath, 'only a selector (-l) or a POD name is allowed')
  if (flags['pod-running-timeout'] <= 0)
    throw new CommandError('--pod-running-timeout must be higher than zero')
  return args[1] ?? flags.container
}

/** RFC 3339; what cannot be read is told as Go tells it. */
function requireTime(text: string): void {
  if (text === '' || !Number.isNaN(Date.parse(text))) return
  const layout = '2006-01-02T15:04:05Z07:00'
  throw new CommandError(`parsing time "${text}" as "${layout}": cannot parse "${text}" as "2006"`)
}

function* podsToLog(cli: Cli, flags: Flags, name: string): Run<readonly Pod[]> {
  const args = name === '' ? ['pods'] : [name.includes('/') ? name : `pods/${name}`]
  const found = yield* collect(cli, { args, selector: flags.selector, fetch: 'named' })
  for (const error of found.errors)
    if (isStatus(error, 'NotFound'))
      throw new CommandError(
        `error from server (NotFound): ${error.message} in namespace "${cli.namespace}"`,
      )
  raiseAll(found.errors)
  const objects = found.targets.flatMap(({ object, mapping }) =>
    object === undefined ? [] : [{ object, mapping }],
  )
  if (objects.length === 0) yield* err(cli, `No resources found in ${cli.namespace} namespace.\n`)
  const pods: Pod[] = []
  for (const { object, mapping } of objects) {
    if (mapping.kind === 'Pod') pods.push(asPod(object))
    else {
      const task = 'get the logs from'
      pods.push(...(yield* chosen(cli, flags, yield* podsOf(cli, { mapping, object, task }))))
    }
  }
  return pods
}

/** One Pod of many, unless all are wanted. */
function* chosen(cli: Cli, flags: Flags, pods: readonly Pod[]): Run<readonly Pod[]> {
  const [first] = pods
  if (first === undefined) throw new CommandError('timed out waiting for the condition')
  if (pods.length === 1 || flags['all-pods']) return pods
  yield* err(cli, `Found ${pods.length} pods, using pod/${first.metadata.name}\n`)
  return [first]
}

function checkFlags({ flags, changed, args }: Given<typeof FLAGS>, container: string): void {
  if (flags['since-time'] !== '' && flags.since !== 0)
    throw new CommandError('at most one of `sinceTime` or `sinceSeconds` may be specified')
  if (flags['all-containers'] && container !== '')
    throw new CommandError(
      `--all-containers=true should not be specified with container name ${container}`,
    )
  if (changed.has('container') && args.length === 2)
    throw new CommandError('only one of -c or an inline [CONTAINER] arg is allowed')
  if (flags['limit-bytes'] < 0) throw new CommandError('--limit-bytes must be greater than 0')
  if (flags.since < 0) throw new CommandError('--since must be greater than 0')
  if (flags.tail < -1) throw new CommandError('--tail must be greater than or equal to -1')
}

function checkConcurrency(flags: Flags, count: number): void {
  const most = flags['max-log-requests']
  if (flags.follow && count > 1 && count > most)
    throw new CommandError(
      `you are attempting to follow ${count} log streams, but maximum allowed concurrency is ${most}, use --max-log-requests to increase the limit`,
    )
}

function queryOf({ flags, changed }: Given<typeof FLAGS>): Query {
  const isBySelector = flags.selector !== '' && !changed.has('tail')
  const tail = isBySelector && flags.tail === -1 ? 10 : flags.tail
  const given: readonly (readonly [string, string | undefined])[] = [
    ['follow', flags.follow ? 'true' : undefined],
    ['previous', flags.previous ? 'true' : undefined],
    ['timestamps', flags.timestamps ? 'true' : undefined],
    ['limitBytes', flags['limit-bytes'] === 0 ? undefined : String(flags['limit-bytes'])],
    ['sinceSeconds', flags.since === 0 ? undefined : String(Math.round(flags.since / 1000))],
    ['sinceTime', flags['since-time'] === '' ? undefined : flags['since-time']],
    ['tailLines', tail === -1 ? undefined : String(tail)],
  ]
  return given.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
}
