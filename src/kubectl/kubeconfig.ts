import { type Process, readAll, type Run, SystemError } from '#engine'
import { isJsonObject, type JsonValue, readDocuments, writeYaml } from '#manifest'
import { CommandError } from './failure.ts'
import { goErrorOf } from './go-errors.ts'

export type JsonObject = Readonly<Record<string, JsonValue>>

export interface Context {
  readonly name: string
  readonly cluster: string
  readonly user: string
  readonly namespace: string
}

/** The kubeconfig in force: the file as it stands, and which of its contexts counts. */
export interface Kubeconfig {
  readonly path: string
  /** The whole file; empty when there is none. */
  readonly file: JsonObject
  readonly contexts: readonly Context[]
  readonly currentContext: string
}

/** The file of --kubeconfig, $KUBECONFIG or ~/.kube/config; an empty one when it is not there. */
export function* loadKubeconfig(process: Process, explicitPath: string): Run<Kubeconfig> {
  const path = explicitPath === '' ? defaultPath(process) : explicitPath
  const text = yield* readIfThere(process, path, explicitPath !== '')
  const [document] = readDocuments(text)
  if (document?.ok === false)
    throw new CommandError(
      `error loading config file "${path}": ${document.problem.message.replace('error converting YAML to JSON: ', '')}`,
    )
  const file = document !== undefined && isJsonObject(document.value) ? document.value : {}
  return kubeconfigOf(path, file)
}

function kubeconfigOf(path: string, file: JsonObject): Kubeconfig {
  return {
    path,
    file,
    contexts: namedIn(file, 'contexts').map(({ name, value }) => ({
      name,
      cluster: textIn(value, 'cluster'),
      user: textIn(value, 'user'),
      namespace: textIn(value, 'namespace'),
    })),
    currentContext: textIn(file, 'current-context'),
  }
}

/** The context that counts: the one asked for, or the current one. */
export function contextOf(config: Kubeconfig, asked: string): Context | undefined {
  const name = asked === '' ? config.currentContext : asked
  const found = config.contexts.find((context) => context.name === name)
  if (found === undefined && asked !== '')
    throw new CommandError(`context "${asked}" does not exist`)
  return found
}

/** Address of the API server of a cluster, or undefined when the file names none. */
export function serverOf(config: Kubeconfig, cluster: string): string | undefined {
  const found = namedIn(config.file, 'clusters').find(({ name }) => name === cluster)
  const server = found === undefined ? '' : textIn(found.value, 'server')
  return server === '' ? undefined : server
}

/** Entries of `contexts`, `clusters` or `users`: each a name and what stands behind it. */
export function namedIn(
  file: JsonObject,
  list: 'contexts' | 'clusters' | 'users',
): readonly { readonly name: string; readonly value: JsonObject }[] {
  const entries = file[list]
  if (!Array.isArray(entries)) return []
  const key = list.slice(0, -1)
  return entries.filter(isJsonObject).map((entry) => {
    const value = entry[key]
    return { name: textIn(entry, 'name'), value: isJsonObject(value) ? value : {} }
  })
}

function textIn(object: JsonObject, key: string): string {
  const value = object[key]
  return typeof value === 'string' ? value : ''
}

function defaultPath(process: Process): string {
  const [first] = (process.env.get('KUBECONFIG') ?? '').split(':').filter((path) => path !== '')
  return first ?? `${process.env.get('HOME') ?? '/root'}/.kube/config`
}

function* readIfThere(process: Process, path: string, mustExist: boolean): Run<string> {
  try {
    const fd = process.open(path, { read: true })
    const bytes = yield* readAll(process, fd)
    process.close(fd)
    return new TextDecoder().decode(bytes)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    if (error.errno === 'ENOENT' && !mustExist) return ''
    const reason = goErrorOf('stat', path, error)
    throw new CommandError(`error loading config file "${path}": ${reason}`)
  }
}

/** Writes the file anew, in the form that kubectl gives it. */
export function saveKubeconfig(process: Process, config: Kubeconfig, file: JsonObject): void {
  const bytes = new TextEncoder().encode(writeYaml({ apiVersion: 'v1', kind: 'Config', ...file }))
  const fd = process.open(config.path, { write: true, create: true, truncate: true }, 0o600)
  process.tryWrite(fd, bytes)
  process.close(fd)
}
