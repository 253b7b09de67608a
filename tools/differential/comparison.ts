import { type Difference, KNOWN_DIFFERENCES } from './known-differences.ts'
import type { Outcome } from './outcome.ts'
import { VERSION_DIFFERENCES } from './version-differences.ts'

export interface Compared {
  readonly command: string
  readonly real: Outcome
  readonly ours: Outcome
}

/** What two clusters number on their own, and differently: written alike on both sides. */
export function withoutNumbers(outcome: Outcome): Outcome {
  const { stdout, stderr, code } = outcome
  return { stdout: neutral(stdout), stderr: neutral(stderr), code }
}

function neutral(text: string): string {
  return text
    .replaceAll(/("?resourceVersion"?: )"\d+"/g, '$1"<number>"')
    .replaceAll(/("?uid"?: )"?[0-9a-f]{8}-[0-9a-f-]{27}"?/g, '$1<uid>')
    .replaceAll(/(containerd:\/\/|start exec ")[0-9a-f]{64}/g, '$1<id>')
    .replaceAll(/\/(LIVE|MERGED)-\d+/g, '/$1-<number>')
    .replaceAll(/^((?:---|\+\+\+) \/.*\t)(?!1970).*$/gm, '$1<time>')
    .replaceAll(/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, '<token>')
    .replaceAll(/kube-api-access-\w{5}/g, 'kube-api-access-<suffix>')
}

/** Both outcomes without the lines in which they are known to differ. */
export function withoutKnown(
  compared: Compared,
): Compared & { readonly used: readonly Difference[] } {
  const { command, real } = compared
  const ours = asOlder(command, compared.ours)
  const used = KNOWN_DIFFERENCES.filter(
    (it) => it.command === command && (has(real, it.real) || has(ours, it.ours)),
  )
  const ofReal = used.map((it) => it.real)
  const ofOurs = used.map((it) => it.ours)
  return {
    command,
    real: mapLines(onlyOlder(command, real), (line) => (ofReal.includes(line) ? null : line)),
    ours: mapLines(ours, (line) => (ofOurs.includes(line) ? null : line)),
    used,
  }
}

function has({ stdout, stderr }: Outcome, line: string | null): boolean {
  return line !== null && [...stdout.split('\n'), ...stderr.split('\n')].includes(line)
}

function mapLines(outcome: Outcome, map: (line: string) => string | null): Outcome {
  const all = (text: string): string =>
    text
      .split('\n')
      .map(map)
      .filter((line) => line !== null)
      .join('\n')
  return { stdout: all(outcome.stdout), stderr: all(outcome.stderr), code: outcome.code }
}

/** What ours says, as an older version would. */
function asOlder(command: string, ours: Outcome): Outcome {
  const changes = VERSION_DIFFERENCES.filter((it) => it.command.test(command))
  return mapLines(ours, (line) => {
    let text: string | null = line
    for (const { newer, older } of changes)
      if (newer !== null && text !== null && newer.test(text))
        text = older === null ? null : text.replaceAll(newer, older)
    return text
  })
}

/** What an older version says, without what was dropped since. */
function onlyOlder(command: string, real: Outcome): Outcome {
  const dropped = VERSION_DIFFERENCES.filter((it) => it.command.test(command) && it.dropped)
  return mapLines(real, (line) => (dropped.some((it) => it.dropped?.test(line)) ? null : line))
}

export function isSame(left: Outcome, right: Outcome): boolean {
  return left.stdout === right.stdout && left.stderr === right.stderr && left.code === right.code
}
