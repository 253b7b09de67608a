import { clockFace } from '../time/age.ts'
import type { Words } from '../words/words.ts'
import type { Mark, Span, Stretch } from './lanes.ts'
import type { Stop, TimelineEvent } from './stops.ts'

type Say = Words['timeline']

function eventInWords(event: TimelineEvent, say: Say): string {
  switch (event.kind) {
    case 'phase':
      return say.isNow(say.phase, event.word)
    case 'status':
      return say.isNow(say.status, event.word)
    case 'state':
      return say.isNow(event.container, stretchInWords(event.stretch, say))
    case 'ready':
      return event.isReady ? say.ready(event.container) : say.notReady(event.container)
    case 'hook':
      return say.hook[event.what](event.container, event.hook)
    default:
      return markInWords(event, say)
  }
}

export function markInWords(mark: Mark, say: Say): string {
  switch (mark.kind) {
    case 'deletion':
      return say.deletion(mark.graceSeconds ?? 0)
    case 'gone':
      return say.gone
    case 'eviction':
      return say.eviction(mark.reason)
    case 'probe':
      return say.probe(mark.container, mark.probe)
    case 'signal':
      return say.signal(mark.container, `SIG${mark.signal}`, say.effect[mark.effect])
    case 'oom':
      return say.oom(mark.container)
    case 'bind':
      return say.bind(mark.container, addressOf(mark), mark.errno)
  }
}

/** A word, and the exit code where it has one. */
export function stretchInWords({ word, exitCode }: Stretch, say: Say): string {
  return exitCode === undefined || exitCode === 0 ? word : say.exited(word, exitCode)
}

export function stopInWords(stop: Stop, say: Say): string {
  return listed(
    stop.events.map((event) => eventInWords(event, say)),
    say,
  )
}

/** What a slider says: when, and what led to how things are then. */
export function momentInWords(at: number | undefined, latest: Stop | undefined, say: Say): string {
  const time = at === undefined ? say.now : clockFace(at)
  return latest === undefined ? time : say.isNow(time, stopInWords(latest, say))
}

/** Several things in one line; what is said twice, as of two addresses, is said once. */
export function listed(parts: readonly string[], say: Say): string {
  return [...new Set(parts)].join(say.and)
}

/** From when to when. */
export function periodInWords({ from, to }: Span, say: Say): string {
  return to === undefined
    ? say.since(clockFace(from.at))
    : say.fromTo(clockFace(from.at), clockFace(to.at))
}

function addressOf({ address, port }: { readonly address: string; readonly port: number }): string {
  if (address === '0.0.0.0' || address === '::') return `*:${port}`
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}
