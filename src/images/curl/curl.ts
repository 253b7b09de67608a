import { type Process, type Program, type Run, sleep, work, write } from '#engine'
import type { CurlEdition } from './edition.ts'
import { USAGE } from './usage.ts'
import { parseOptions } from './options.ts'
import { outputPath } from './output.ts'
import { CurlFailure, Report } from './report.ts'
import type { RequestBody } from './request.ts'
import { dataOf, readFile } from './request-body.ts'
import type { Settings } from './settings.ts'
import { type CurlSession, transfer, urlOf } from './transfer.ts'
import { factsOfFailure } from './transfer-facts.ts'
import type { HttpUrl } from '../http/url.ts'
import { type TransferFacts, writeOut } from './write-out.ts'

const START_US = 6000
const MEMORY_BYTES = 6 * 2 ** 20
const LONGEST_RETRY_SECONDS = 600
const TRANSIENT = [408, 500, 502, 503, 504]

/** curl, in the words of one of its versions; it speaks HTTP and nothing else. */
export function createCurl(edition: CurlEdition): Program {
  return (process) => curl(process, edition)
}

function* curl(process: Process, edition: CurlEdition): Run {
  process.useMemory(MEMORY_BYTES)
  process.on('PIPE', 'ignore')
  yield* work(START_US)
  const [, ...args] = process.argv
  const parsed = parseOptions(args, edition)
  switch (parsed.kind) {
    case 'refused':
      yield* write(process, 2, parsed.message)
      return 2
    case 'help':
      yield* write(process, 1, USAGE)
      return 0
    case 'version':
      yield* write(process, 1, edition.about)
      return 0
    case 'settings':
      return yield* transferAll(process, edition, parsed.settings)
  }
}

function* transferAll(process: Process, edition: CurlEdition, settings: Settings): Run {
  const report = new Report(process, settings, edition)
  const session: CurlSession = {
    process,
    settings,
    edition,
    report,
    connections: new Map(),
    nextConnection: 0,
  }
  let code = 0
  for (const [index, text] of settings.urls.entries())
    code = yield* transferOne(session, { text, index })
  return code
}

interface Wanted {
  readonly text: string
  readonly index: number
}

function* transferOne(session: CurlSession, wanted: Wanted): Run {
  const { settings, process, report, edition } = session
  let delay = settings.retryDelaySeconds === 0 ? 1 : settings.retryDelaySeconds
  for (let left = settings.retries; ; left--) {
    const facts = yield* attempt(session, wanted)
    const reason = transientReason(facts)
    if (left > 0 && reason !== undefined) {
      yield* report.warn(edition.words.retrying(reason, delay, left))
      yield* sleep(process, delay * 1000)
      if (settings.retryDelaySeconds === 0) delay = Math.min(delay * 2, LONGEST_RETRY_SECONDS)
      continue
    }
    yield* report.conclude(facts.exitCode)
    return facts.exitCode
  }
}

function transientReason(facts: TransferFacts): string | undefined {
  if (facts.exitCode === 28) return 'timeout'
  const isDone = facts.exitCode === 0 || facts.exitCode === 22
  return isDone && TRANSIENT.includes(facts.status) ? 'HTTP error' : undefined
}

function* attempt(session: CurlSession, wanted: Wanted): Run<TransferFacts> {
  const { process, settings } = session
  const startedAt = process.now
  try {
    const url = yield* urlOf(session, wanted.text)
    const output = outputPath(settings, wanted.index, url)
    if (output === 'no name') return yield* withoutName(session)
    const { url: whole, body } = yield* withBody(session, url)
    const facts = yield* transfer(session, { url: whole, body, path: output.path })
    yield* printFacts(session, facts)
    return facts
  } catch (error) {
    if (!(error instanceof CurlFailure)) throw error
    const { code, status, message } = error
    const totalMs = process.now - startedAt
    const facts = factsOfFailure({ url: wanted.text, status, code, message, totalMs })
    yield* printFacts(session, facts)
    return facts
  }
}

function* withoutName({ process, report }: CurlSession): Run<never> {
  yield* write(process, 2, 'curl: Remote file name has no length!\n')
  const message = 'Failed writing received data to disk/application'
  yield* report.note(message)
  throw new CurlFailure(23, message)
}

/** The body of the request, or the query that -G makes of it. */
function* withBody(
  { process, settings, edition, report }: CurlSession,
  url: HttpUrl,
): Run<{ readonly url: HttpUrl; readonly body: RequestBody | undefined }> {
  if (settings.upload !== undefined) {
    const bytes = yield* readFile(process, settings.upload)
    if (bytes !== undefined) return { url, body: { bytes, kind: 'upload' } }
    const message = `Can't open '${settings.upload}'!`
    yield* report.note(message)
    throw new CurlFailure(26, message)
  }
  const bytes = yield* dataOf(process, settings, edition)
  if (bytes === undefined) return { url, body: undefined }
  if (!settings.dataInUrl) return { url, body: { bytes, kind: 'form' } }
  const query = new TextDecoder().decode(bytes)
  const mark = url.target.includes('?') ? '&' : '?'
  const [target, text] = [url.target, url.text].map((it) => `${it}${mark}${query}`)
  return { url: { ...url, target: target ?? '', text: text ?? '' }, body: undefined }
}

function* printFacts({ process, settings, edition }: CurlSession, facts: TransferFacts): Run<void> {
  if (settings.writeOut === undefined) return
  const { text, unknown } = writeOut(settings.writeOut, facts, edition)
  for (const name of unknown)
    yield* write(process, 2, `curl: unknown --write-out variable: '${name}'\n`)
  yield* write(process, 1, text)
}
