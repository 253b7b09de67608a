import type { Volume } from '../api/generated/types.ts'
import { signatureFrom } from '../api/service-account-token.ts'
import type { Ms } from '../clock/clock.ts'
import { referenceTo } from '../events/event-recorder.ts'
import { MountFailure, type Surrounded } from '../volumes/pod-volumes.ts'
import { readObjects } from './api-objects.ts'
import { Unsynced } from './object-cache.ts'
import type { Parts } from './parts.ts'
import type { PodState } from './pod-state.ts'
import { serviceAccountToken } from './service-account-token.ts'
import { surroundingsOf } from './surroundings.ts'
import type { Task } from './task.ts'

/** The wait before a volume is tried again: half a second, doubling, two minutes and two seconds. */
const FIRST_RETRY_MS = 500
const LONGEST_RETRY_MS = 122_000
/** So long the start of a Pod waits for its volumes before the sync is given up and begun anew. */
const PATIENCE_MS = 123_000

export type MountOutcome = 'mounted' | 'ending' | 'timed out'

/**
 * Sets up the volumes of a Pod and keeps those current that follow a source. A volume that cannot be
 * set up holds the Pod back, and is tried again and again; one that was set up before does not.
 */
export function* mountVolumes(parts: Parts, state: PodState): Task<MountOutcome> {
  const until = parts.clock.now + PATIENCE_MS
  let delay = FIRST_RETRY_MS
  for (;;) {
    const volumes = state.pod.spec.volumes ?? []
    for (const volume of volumes) yield* mountOne(parts, state, volume)
    if (volumes.every(({ name }) => state.volumes.pathOf(name) !== undefined)) return 'mounted'
    if (state.isEnding) return 'ending'
    if (parts.clock.now >= until) return 'timed out'
    yield* pause(parts, state, Math.min(delay, until - parts.clock.now))
    delay = Math.min(delay * 2, LONGEST_RETRY_MS)
  }
}

function* mountOne(parts: Parts, state: PodState, volume: Volume): Task {
  const { pod, volumes } = state
  try {
    const needs = volumes.needsOf(volume, pod)
    const named = (kind: string) => needs.filter((it) => it.kind === kind).map((it) => it.name)
    const found = yield* readObjects(parts, pod, {
      configMaps: named('ConfigMap'),
      secrets: named('Secret'),
    })
    volumes.setUp(volume, pod, { ...surrounded(parts, state), found })
  } catch (failure) {
    if (!(failure instanceof MountFailure || failure instanceof Unsynced)) throw failure
    parts.events.record({
      object: referenceTo(pod),
      type: 'Warning',
      reason: 'FailedMount',
      message: `MountVolume.SetUp failed for volume "${volume.name}" : ${failure.message}`,
    })
  }
}

function surrounded(parts: Parts, state: PodState): Omit<Surrounded, 'found'> {
  const now = parts.epochMs + parts.clock.now
  return {
    surroundings: surroundingsOf(parts, state),
    tokenFor: (request) =>
      state.tokens.of(request, now, (issuedAt) =>
        serviceAccountToken(state.pod, request, {
          issuedAt,
          nodeName: parts.node.name,
          signature: signatureFrom(parts.random),
        }),
      ),
    versionName: () => `..${stamp(now)}.${parts.random.below(2 ** 32)}`,
  }
}

/** 2026_01_01_00_00_00 */
function stamp(epochMs: Ms): string {
  return new Date(epochMs).toISOString().slice(0, 19).replace(/[-T:]/g, '_')
}

/** Waits, but not beyond the moment at which the Pod is to end. */
function* pause(parts: Parts, state: PodState, ms: Ms): Task {
  yield (resume) => {
    const go = (): void => {
      stop()
      timeout.cancel()
      resume()
    }
    const timeout = parts.clock.after(ms, go)
    const stop = state.onNews(() => {
      if (state.isEnding) go()
    })
  }
}
