import type { Clock } from '../clock/clock.ts'
import type { Random } from '../clock/random.ts'
import type { History } from '../history/history.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Network } from '../network/network.ts'
import type { Container, ContainerExit } from './container.ts'
import { createContainer } from './create-container.ts'
import type { Dialect } from './dialect.ts'
import type { Image, Registry } from './image.ts'
import { formatReference, parseImageReference } from './image-reference.ts'
import type { RuntimeLatencies } from './latencies.ts'
import { findInRegistry, imageRefOf, pullTimeOf } from './node-images.ts'
import { Refusal } from './refusal.ts'
import type { ContainerConfig, RuntimeVerb, RuntimeVerbs, SandboxConfig } from './runtime.ts'
import type { RuntimeState } from './runtime-state.ts'
import { addressesOf, createSandbox, type Sandbox } from './sandbox.ts'
import { prepareContainer, startContainer } from './start-container.ts'
import { updateContainer } from './update-container.ts'

/** Each answers, now or later, or throws a Refusal. */
export type Handlers = {
  readonly [Verb in RuntimeVerb]: (
    args: RuntimeVerbs[Verb]['args'],
    answer: (result: RuntimeVerbs[Verb]['result']) => void,
  ) => void
}

export interface VerbContext {
  readonly clock: Clock
  readonly history: History
  readonly random: Random
  readonly kernel: Kernel
  readonly network: Network
  readonly registry: Registry
  readonly node: string
  readonly dialect: Dialect
  readonly latencies: RuntimeLatencies
  readonly state: RuntimeState
  readonly onExited: (container: string, exit: ContainerExit) => void
  /** A sandbox's pause process has ended by itself. */
  readonly onSandboxEnded: (sandbox: string) => void
}

/** The verbs of the CRI, once their time has come. */
export function handlersOf(context: VerbContext): Handlers {
  const { state } = context
  return {
    runPodSandbox: (config, answer) => {
      const sandbox = runSandbox(context, config)
      answer({ sandbox: sandbox.id, ips: addressesOf(sandbox) })
    },
    stopPodSandbox: ({ sandbox }, answer) => {
      stopSandbox(context, sandbox, () => {
        answer({})
      })
    },
    removePodSandbox: ({ sandbox }, answer) => {
      stopSandbox(context, sandbox, () => {
        removeSandbox(context, sandbox)
        answer({})
      })
    },
    imageStatus: ({ image }, answer) => {
      const found = state.images.find(image)
      answer({
        imageRef: found === undefined ? null : imageRefOf(found),
        user: found?.config.user ?? '',
      })
    },
    pullImage: ({ image }, answer) => {
      pullImage(context, image, (pulled) => {
        answer({ imageRef: imageRefOf(pulled), sizeBytes: pulled.sizeBytes })
      })
    },
    createContainer: (config, answer) => {
      const container = makeContainer(context, config)
      const { image, credentials } = container.made
      const { uid, gid, groups } = credentials
      const user = { uid, gid, supplementalGroups: groups }
      answer({ container: container.id, imageRef: imageRefOf(image), user })
    },
    startContainer: ({ container }, answer) => {
      const created = state.container(container)
      state.readySandbox(created.made.sandbox.id)
      startContainer(context.dialect, created)
      answer({})
    },
    stopContainer: ({ container, graceSeconds }, answer) => {
      stopContainer(context, container, {
        graceSeconds,
        then: () => {
          answer({})
        },
      })
    },
    updateContainer: ({ container, ...limits }, answer) => {
      updateContainer(state.container(container), limits)
      answer({})
    },
    containerStats: ({ container }, answer) => {
      const { made, log } = state.container(container)
      answer({ writableBytes: made.files.usedBytes, logBytes: log.heldBytes })
    },
    removeContainer: ({ container }, answer) => {
      stopContainer(context, container, {
        graceSeconds: 0,
        then: () => {
          removeContainer(context, container)
          answer({})
        },
      })
    },
  }
}

function runSandbox(context: VerbContext, config: SandboxConfig): Sandbox {
  const { history, state, node } = context
  const onPauseExit = (id: string): void => {
    pauseExited(context, id)
  }
  const sandbox = createSandbox({ ...context, onPauseExit }, state.newId(), config)
  state.sandboxes.set(sandbox.id, sandbox)
  history.record('sandbox.started', sandbox.id, {
    node,
    podUid: config.podUid,
    podName: config.podName,
    namespace: config.podNamespace,
    ips: addressesOf(sandbox),
  })
  return sandbox
}

/** Whoever kills it takes a shared PID namespace with it; the network stays until it is stopped. */
function pauseExited({ state, history, node, onSandboxEnded }: VerbContext, id: string): void {
  const sandbox = state.sandboxes.get(id)
  if (sandbox?.isReady !== true) return
  sandbox.isReady = false
  const { podUid } = sandbox.config
  history.recordAnd({ kind: 'sandbox.stopped', subject: id, data: { node, podUid } }, () => {
    onSandboxEnded(id)
  })
}

/** What still runs in it is killed; then its network goes, then its pause process. */
function stopSandbox(context: VerbContext, id: string, then: () => void): void {
  const { state } = context
  const sandbox = state.sandboxes.get(id)
  if (sandbox?.hasNetwork !== true) {
    then()
    return
  }
  const running = state.containersIn(id).filter((it) => it.state === 'running')
  let left = running.length
  const isOver = (): void => {
    tearDown(context, sandbox)
    then()
  }
  if (left === 0) isOver()
  for (const container of running) {
    container.kill()
    container.onExit(() => {
      left--
      if (left === 0) isOver()
    })
  }
}

function tearDown({ history, network, node }: VerbContext, sandbox: Sandbox): void {
  if (!sandbox.hasNetwork) return
  sandbox.hasNetwork = false
  const { podUid, hostNetwork } = sandbox.config
  const takeDown = (): void => {
    if (!hostNetwork) network.removeSandbox(sandbox.network)
    if (!sandbox.pause.hasEnded) sandbox.pause.signal('KILL')
  }
  const wasReady = sandbox.isReady
  sandbox.isReady = false
  if (wasReady)
    history.recordAnd(
      { kind: 'sandbox.stopped', subject: sandbox.id, data: { node, podUid } },
      takeDown,
    )
  else takeDown()
}

function removeSandbox(context: VerbContext, id: string): void {
  const { state } = context
  const sandbox = state.sandboxes.get(id)
  if (sandbox === undefined) return
  for (const container of state.containersIn(id)) removeContainer(context, container.id)
  sandbox.pauseFiles.remove()
  sandbox.cgroup.remove()
  state.sandboxes.delete(id)
  context.history.record('sandbox.removed', id, {})
}

function pullImage(context: VerbContext, name: string, then: (image: Image) => void): void {
  const { clock, history, state, node, latencies } = context
  const image = findOrNote(context, name)
  if (state.images.find(name) !== undefined) {
    then(image)
    return
  }
  const { sizeBytes, digest } = image
  history.recordAnd(
    { kind: 'image.pulling', subject: fullName(name), data: { node, image: name, sizeBytes } },
    () => {
      clock.after(pullTimeOf(image, latencies.pulledBytesPerMs), () => {
        state.images.add(image)
        history.record('image.pulled', fullName(name), { node, image: name, digest })
        then(image)
      })
    },
  )
}

function findOrNote({ registry, history, node, dialect }: VerbContext, name: string): Image {
  try {
    return findInRegistry(registry, name, dialect)
  } catch (error) {
    if (error instanceof Refusal) {
      const { message } = error
      history.record('image.refused', fullName(name), { node, image: name, message })
    }
    throw error
  }
}

function fullName(name: string): string {
  const parsed = parseImageReference(name)
  return parsed.ok ? formatReference(parsed.reference) : name
}

function makeContainer(context: VerbContext, config: ContainerConfig): Container {
  const { history, node, state, onExited } = context
  const sandbox = state.readySandbox(config.sandbox)
  const image = state.images.find(config.image)
  if (image === undefined)
    throw new Refusal('NotFound', `failed to resolve image "${config.image}": not found`)
  const id = state.newId()
  const target = config.pidNamespaceOf
  const container = createContainer(context, {
    id,
    config,
    image,
    sandbox,
    ...(target === undefined ? {} : { sharedPids: state.container(target).made.pidNamespace }),
  })
  if (context.dialect.looksForCommand === 'at creation')
    prepareContainer(context.dialect, container)
  state.containers.set(id, container)
  container.onExit((exit) => {
    onExited(id, exit)
  })
  const { name, attempt } = config
  history.record('container.created', id, {
    node,
    sandbox: sandbox.id,
    podUid: sandbox.config.podUid,
    name,
    attempt,
    image: config.image,
    mounts: config.mounts.map(({ containerPath, readOnly, volume }) => ({
      path: containerPath,
      readOnly,
      ...(volume === undefined ? {} : { volume }),
    })),
  })
  return container
}

/** Whoever is not there, or not running, has been stopped already. */
function stopContainer(
  { clock, state }: VerbContext,
  id: string,
  stop: { readonly graceSeconds: number; readonly then: () => void },
): void {
  const container = state.containers.get(id)
  if (container?.state !== 'running') {
    stop.then()
    return
  }
  container.onExit(stop.then)
  if (stop.graceSeconds <= 0) {
    container.kill()
    return
  }
  const overdue = clock.after(stop.graceSeconds * 1000, () => {
    container.kill()
  })
  container.onExit(() => {
    overdue.cancel()
  })
  container.askToStop()
}

function removeContainer({ history, state }: VerbContext, id: string): void {
  const container = state.containers.get(id)
  if (container === undefined) return
  container.made.files.remove()
  container.made.cgroup.remove()
  state.containers.delete(id)
  history.record('container.removed', id, {})
}
