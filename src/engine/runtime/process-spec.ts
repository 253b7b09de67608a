import type { ImageConfig } from './image.ts'
import type { ContainerConfig } from './runtime.ts'

/** What a container's first process is called with. */
export interface ProcessSpec {
  readonly argv: readonly string[]
  readonly env: ReadonlyMap<string, string>
  readonly cwd: string
}

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/**
 * The image's configuration with what the Pod says laid over it, as containerd does; undefined
 * when neither of them names a command.
 */
export function processSpec(
  image: ImageConfig,
  config: Pick<ContainerConfig, 'command' | 'args' | 'env' | 'workingDir' | 'tty'>,
  hostname: string,
): ProcessSpec | undefined {
  const argv = argvOf(image, config)
  if (argv.length === 0) return undefined
  const env = new Map([
    ['PATH', DEFAULT_PATH],
    ['HOSTNAME', hostname],
  ])
  for (const entry of image.env ?? []) {
    const equals = entry.indexOf('=')
    if (equals > 0) env.set(entry.slice(0, equals), entry.slice(equals + 1))
  }
  if (config.tty) env.set('TERM', 'xterm')
  for (const [name, value] of config.env) env.set(name, value)
  const cwd = [config.workingDir, image.workingDir].find((it) => it !== undefined && it !== '')
  return { argv, env, cwd: cwd ?? '/' }
}

/** `command` replaces the entrypoint, and with it the image's own arguments fall away. */
function argvOf(
  image: ImageConfig,
  config: Pick<ContainerConfig, 'command' | 'args'>,
): readonly string[] {
  if (config.command.length > 0) return [...config.command, ...config.args]
  const args = config.args.length > 0 ? config.args : (image.cmd ?? [])
  return [...(image.entrypoint ?? []), ...args]
}
