import type { Container } from './container.ts'
import type { Dialect } from './dialect.ts'
import { LaunchFailure } from './launch.ts'
import { Refusal } from './refusal.ts'

/** What cannot be started is not created either: nothing of it stays. */
export function prepareContainer(dialect: Dialect, container: Container): void {
  try {
    container.prepare()
  } catch (error) {
    if (!(error instanceof LaunchFailure)) throw error
    container.made.files.remove()
    container.made.cgroup.remove()
    throw new Refusal('Unknown', dialect.cannotLaunch(error))
  }
}

export function startContainer(dialect: Dialect, container: Container): void {
  if (container.state !== 'created')
    throw new Refusal(
      'Unknown',
      `failed to set starting state for container "${container.id}": container is in ` +
        `CONTAINER_${container.state.toUpperCase()} state`,
    )
  try {
    container.start()
  } catch (error) {
    if (!(error instanceof LaunchFailure)) throw error
    container.failToStart()
    throw new Refusal('Unknown', dialect.cannotLaunch(error))
  }
}
