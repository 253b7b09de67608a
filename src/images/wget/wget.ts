import { type Process, type Run, sleep, work, write } from '#engine'
import { type HttpUrl, parseUrl, remoteName } from '../http/url.ts'
import { parseWget, VERSION, type WgetSettings } from './options.ts'
import { retrieve, type Retrieved, type RetrievePlace } from './retrieve.ts'
import { Speaker } from './say.ts'
import { freeName, Target } from './target.ts'

const START_US = 4000
const MEMORY_BYTES = 4 * 2 ** 20
const LONGEST_PAUSE_SECONDS = 10

const HELP = `GNU Wget ${VERSION}, a non-interactive network retriever.
Usage: wget [OPTION]... [URL]...

  -q,  --quiet                     quiet (no output)
  -nv, --no-verbose                turn off verboseness, without being quiet
  -t,  --tries=NUMBER              set number of retries to NUMBER (0 unlimits)
       --retry-connrefused         retry even if connection is refused
  -O,  --output-document=FILE      write documents to FILE
  -S,  --server-response           print server response
       --spider                    don't download anything
  -T,  --timeout=SECONDS           set all timeout values to SECONDS
  -P,  --directory-prefix=PREFIX   save files to PREFIX/..
       --header=STRING             insert STRING among the headers
  -U,  --user-agent=AGENT          identify as AGENT instead of Wget/VERSION
       --max-redirect              maximum redirections allowed per page
       --method=HTTPMethod         use method "HTTPMethod" in the request
       --post-data=STRING          use the POST method; send STRING as the data
`

/** GNU wget 1.21.3; it speaks HTTP and nothing else. */
export function* wget(process: Process): Run {
  process.useMemory(MEMORY_BYTES)
  process.on('PIPE', 'ignore')
  yield* work(START_US)
  const parsed = parseWget(process.argv.slice(1))
  switch (parsed.kind) {
    case 'refused':
      yield* write(process, 2, parsed.message)
      return parsed.code
    case 'version':
      yield* write(process, 1, `GNU Wget ${VERSION} built on linux-gnu.\n`)
      return 0
    case 'help':
      yield* write(process, 1, HELP)
      return 0
    case 'settings':
      return yield* getAll(process, parsed.settings)
  }
}

function* getAll(process: Process, settings: WgetSettings): Run {
  const say = new Speaker(process, settings)
  const place: RetrievePlace = { process, settings, say, kept: undefined }
  const shared = settings.output === undefined ? undefined : new Target(process, settings.output)
  let code = 0
  for (const text of settings.urls) {
    const parsed = parseUrl(text)
    if (!parsed.ok) {
      const fault =
        parsed.fault === 'protocol'
          ? `Unsupported scheme '${parsed.protocol}'`
          : 'Invalid host name'
      yield* write(process, 2, `${text}: ${fault}.\n`)
      code = 1
      continue
    }
    if (settings.spider) yield* say.tell('Spider mode enabled. Check if remote file exists.\n')
    const target = shared ?? new Target(process, ownName(process, settings, parsed.url))
    const failed = yield* getOne(place, parsed.url, target)
    if (shared === undefined) target.close()
    if (failed !== 0) code = failed
  }
  return code
}

function ownName(process: Process, settings: WgetSettings, url: HttpUrl): string {
  const last = remoteName(url)
  const name = last === '' ? 'index.html' : last
  const path = settings.directory === '.' ? name : `${settings.directory}/${name}`
  return freeName(process, path)
}

function* getOne(place: RetrievePlace, first: HttpUrl, target: Target): Run {
  const { say, settings, process } = place
  let url = first
  let redirects = 0
  for (let tried = 1; ; tried++) {
    const number = tried > 1 ? `  (try:${`${tried}`.padStart(2)})` : ''
    yield* say.tell(`--${say.time}--${number}  ${url.text}\n`)
    const outcome: Retrieved = yield* retrieve(place, { url, target })
    if (outcome.kind === 'done') return 0
    if (outcome.kind === 'failed') return outcome.code
    if (outcome.kind === 'redirected') {
      if (++redirects > settings.mostRedirects) {
        yield* say.insist(`${settings.mostRedirects} redirections exceeded.\n`)
        return 8
      }
      url = outcome.url
      tried = 0
      continue
    }
    if (settings.tries !== 0 && tried >= settings.tries) {
      yield* say.tell('Giving up.\n\n')
      return 4
    }
    yield* say.tell('Retrying.\n\n')
    yield* sleep(process, Math.min(tried, LONGEST_PAUSE_SECONDS) * 1000)
  }
}
