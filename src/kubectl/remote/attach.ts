import type { Container, EphemeralContainer, Pod, Run } from '#engine'
import type { Query } from '../api/api.ts'
import { type Cli, err, out } from '../cli.ts'
import { CommandError } from '../failure.ts'
import { chooseContainer } from './container.ts'
import { isTerminal, runSession } from './session.ts'

export interface AttachOptions {
  readonly container: string
  readonly stdin: boolean
  readonly tty: boolean
  readonly isQuiet: boolean
  /** The command to say when one may come back: `kubectl attach`. */
  readonly command: string
}

/** Joins the main process of a container. */
export function* attachTo(cli: Cli, pod: Pod, options: AttachOptions): Run<void> {
  const { isQuiet, stdin } = options
  const name = yield* chooseContainer(cli, pod, { asked: options.container, isQuiet })
  const isRaw = yield* takesTerminal(cli, containerOf(pod, name), options)
  if (!isQuiet) yield* err(cli, HINT)
  const { namespace, name: podName } = pod.metadata
  const path = `/api/v1/namespaces/${namespace}/pods/${podName}/attach`
  const exchange = yield* cli.api.upgrade({ path, query: queryFor(name, stdin, isRaw) })
  yield* runSession(cli.process, exchange, { stdin, isRaw })
  if (!isQuiet && stdin && isRaw)
    yield* out(
      cli,
      `Session ended, resume using '${options.command} ${podName} -c ${name} -n ${namespace} -i -t' command\n`,
    )
}

const HINT =
  'All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.\n' +
  "If you don't see a command prompt, try pressing enter.\n"

function containerOf({ spec }: Pod, name: string): Container | EphemeralContainer | undefined {
  const { containers, initContainers = [], ephemeralContainers = [] } = spec
  return [...containers, ...initContainers, ...ephemeralContainers].find(
    (container) => container.name === name,
  )
}

/** The container decides whether there is a terminal; here it can only be joined. */
function* takesTerminal(
  cli: Cli,
  container: Container | EphemeralContainer | undefined,
  { stdin, tty, isQuiet }: AttachOptions,
): Run<boolean> {
  if (container === undefined) throw new CommandError('cannot attach to the container')
  const hasTerminal = container.tty === true
  if (tty && !hasTerminal && !isQuiet)
    yield* err(
      cli,
      `error: Unable to use a TTY - container ${container.name} did not allocate one\n`,
    )
  if (!hasTerminal || !stdin) return false
  if (isTerminal(cli.process, 0)) return true
  if (!isQuiet)
    yield* err(cli, 'Unable to use a TTY - input is not a terminal or the right kind of file\n')
  return false
}

function queryFor(container: string, stdin: boolean, tty: boolean): Query {
  return [
    ['container', container],
    ...(tty ? [] : [['stderr', 'true'] as const]),
    ...(stdin ? [['stdin', 'true'] as const] : []),
    ['stdout', 'true'],
    ...(tty ? [['tty', 'true'] as const] : []),
  ]
}
