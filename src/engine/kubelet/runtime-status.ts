/** How a runtime sees one sandbox of a Pod. */
export interface SandboxView {
  readonly id: string
  readonly state: 'Ready' | 'NotReady'
  readonly attempt: number
  /** Empty or absent while the network is not set up, and on the node's own network. */
  readonly ip?: string
}

/** How a runtime sees one instance of a container. */
export interface ContainerView {
  readonly name: string
  readonly state: 'created' | 'running' | 'exited' | 'unknown'
  readonly exitCode?: number
  /** Of its exit: Completed, Error, OOMKilled, StartError. */
  readonly reason?: string
  /** The manifest asks for something else than this instance was made from. */
  readonly specChangedSinceStart?: boolean
  /** It has been given other resources than it has: new limits will do, or it has to be run again. */
  readonly resize?: 'update' | 'restart'
}

/** What the runtime has of one Pod; both lists newest first. */
export interface RuntimeView {
  readonly sandboxes: readonly SandboxView[]
  readonly containers: readonly ContainerView[]
}

/** The newest instance of a container. */
export function newestOf<View extends ContainerView>(
  containers: readonly View[],
  name: string,
): View | undefined {
  return containers.find((container) => container.name === name)
}

/** What a new sandbox would be, when the newest one cannot be used. */
export interface SandboxChange {
  readonly isNeeded: boolean
  readonly attempt: number
}

/** A sandbox that is not ready, not alone or on the wrong network has to be made anew. */
export function sandboxChange(
  sandboxes: readonly SandboxView[],
  isOnHostNetwork: boolean,
): SandboxChange {
  const [newest] = sandboxes
  if (newest === undefined) return { isNeeded: true, attempt: 0 }
  const ready = sandboxes.filter(({ state }) => state === 'Ready')
  // Whether a sandbox has an address of its own tells on which network it is.
  const hasAddress = (newest.ip ?? '') !== ''
  if (ready.length === 1 && newest.state === 'Ready' && hasAddress !== isOnHostNetwork)
    return { isNeeded: false, attempt: newest.attempt }
  return { isNeeded: true, attempt: newest.attempt + 1 }
}
