import { ConfigError } from './config-error.ts'

/** A piece of an access log line: a text, or a command with its argument and its length. */
export type LogPiece =
  | { readonly text: string }
  | { readonly command: string; readonly argument?: string; readonly longest?: number }

export type LogFormat = readonly LogPiece[]

/** What an access log says unless it is told otherwise. Envoy: observability, access logging. */
export const DEFAULT_FORMAT =
  '[%START_TIME%] "%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" ' +
  '%RESPONSE_CODE% %RESPONSE_FLAGS% %BYTES_RECEIVED% %BYTES_SENT% %DURATION% ' +
  '%RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% "%REQ(X-FORWARDED-FOR)%" "%REQ(USER-AGENT)%" ' +
  '"%REQ(X-REQUEST-ID)%" "%REQ(:AUTHORITY)%" "%UPSTREAM_HOST%"\n'

const COMMANDS: ReadonlySet<string> = new Set([
  'BYTES_RECEIVED',
  'BYTES_SENT',
  'DOWNSTREAM_LOCAL_ADDRESS',
  'DOWNSTREAM_REMOTE_ADDRESS',
  'DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT',
  'DURATION',
  'HOSTNAME',
  'PROTOCOL',
  'REQ',
  'RESP',
  'RESPONSE_CODE',
  'RESPONSE_CODE_DETAILS',
  'RESPONSE_FLAGS',
  'ROUTE_NAME',
  'START_TIME',
  'UPSTREAM_CLUSTER',
  'UPSTREAM_HOST',
  'UPSTREAM_REQUEST_ATTEMPT_COUNT',
])

const COMMAND = /%(?:%|([A-Z0-9_]+)(?:\(([^)]*)\))?(?::([0-9]+))?%)/g

/** Takes a format string apart. Throws a ConfigError. */
export function parseLogFormat(format: string): LogFormat {
  const pieces: LogPiece[] = []
  let end = 0
  for (const match of format.matchAll(COMMAND)) {
    const [whole, command, argument, longest] = match
    const before = format.slice(end, match.index)
    end = match.index + whole.length
    pieces.push({ text: literal(before, format) })
    if (command === undefined) pieces.push({ text: '%' })
    else pieces.push(commandOf({ command, argument, longest }))
  }
  return [...pieces, { text: literal(format.slice(end), format) }].filter(
    (it) => !('text' in it) || it.text !== '',
  )
}

function literal(text: string, format: string): string {
  if (text.includes('%'))
    throw new ConfigError(
      `Incorrect configuration: ${format}. Couldn't find valid command at position ${format.indexOf(text) + text.indexOf('%')}`,
    )
  return text
}

function commandOf(it: {
  readonly command: string
  readonly argument: string | undefined
  readonly longest: string | undefined
}): LogPiece {
  const { command, argument, longest } = it
  if (!COMMANDS.has(command))
    throw new ConfigError(`access_log: %${command}% is not simulated by this Envoy`)
  if (command === 'START_TIME' && argument !== undefined && argument !== '')
    throw new ConfigError(`access_log: a format of %START_TIME% is not simulated by this Envoy`)
  return {
    command,
    ...(argument === undefined ? {} : { argument }),
    ...(longest === undefined ? {} : { longest: Number(longest) }),
  }
}
