import { type Process, type Run, SystemError } from '#engine'
import { CommandError, SilentExit } from '../../failure.ts'
import { launch } from '../launch.ts'

/** Compares two directories with diff(1), or what $KUBECTL_EXTERNAL_DIFF names. */
export function* runDiffProgram(process: Process, from: string, to: string): Run<void> {
  const words = programWords(process.env.get('KUBECTL_EXTERNAL_DIFF') ?? '')
  const change = yield* launch(process, [...words, from, to], withoutInput)
  const failed = (why: string) => new CommandError(`failed to run "${words[0] ?? ''}": ${why}`)
  if (change === undefined) throw failed('executable file not found in $PATH')
  if (change.kind !== 'exited') throw failed('signal: killed')
  if (change.code === 1) throw new SilentExit(1)
  if (change.code > 1) throw failed(`exit status ${change.code}`)
}

/** Of the words behind an own program only plain ones are taken. */
function programWords(external: string): readonly string[] {
  if (external === '') return ['diff', '-u', '-N']
  const [name = '', ...rest] = external.split(' ')
  return [name, ...rest.filter((word) => /^[a-zA-Z0-9-=]+$/.test(word))]
}

function withoutInput(child: Process): void {
  try {
    const nothing = child.open('/dev/null', { read: true })
    child.dup(nothing, 0)
    child.close(nothing)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
  }
}
