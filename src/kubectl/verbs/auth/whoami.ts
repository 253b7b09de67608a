import type { KubeObject } from '../../api/objects.ts'
import { out } from '../../cli.ts'
import { defineCommand } from '../../command.ts'
import { CommandError, isStatus } from '../../failure.ts'
import { OUTPUT_FLAGS } from '../../flags/shared-flags.ts'
import { printerFor } from '../../printers/printer.ts'
import { TABLE_LAYOUT, tabbed } from '../../printers/tab-writer.ts'
import { readTextFile } from '../shared.ts'

const NOT_ENABLED = 'the selfsubjectreviews API is not enabled in the cluster'

interface UserInfo {
  readonly username?: string
  readonly uid?: string
  readonly groups?: readonly string[]
  readonly extra?: Readonly<Record<string, readonly string[]>>
}

export const whoami = defineCommand({
  name: 'whoami',
  use: 'auth whoami',
  summary: 'Experimental: Check self subject attributes.',
  examples: [{ what: 'Who the server takes me for', line: 'kubectl auth whoami' }],
  flags: OUTPUT_FLAGS,
  *run(cli, { flags }) {
    try {
      const review = yield* cli.api.call({
        method: 'POST',
        path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
        body: { kind: 'SelfSubjectReview', apiVersion: 'authentication.k8s.io/v1', metadata: {} },
      })
      const { userInfo = {} } = (review['status'] ?? {}) as { readonly userInfo?: UserInfo }
      const readFile = (path: string) => readTextFile(cli.process, path)
      const printer = printerFor({ flags, readFile, fields: 'given' })
      const text =
        flags.output === ''
          ? tabbed(tableOf(userInfo), TABLE_LAYOUT)
          : flags.output === 'json'
            ? inOrderOfType(review)
            : printer.print(review)
      yield* out(cli, text)
    } catch (error) {
      if (isStatus(error, 'NotFound')) throw new CommandError(NOT_ENABLED)
      if (isStatus(error, 'Forbidden'))
        throw new CommandError(`${NOT_ENABLED} or you do not have permission to call it`)
      throw error
    }
  },
})

/** kubectl knows the type, so the fields stand as it declares them: as the server writes them. */
function inOrderOfType(review: KubeObject): string {
  return `${JSON.stringify(review, undefined, 4)}\n`
}

function tableOf({ username = '', uid = '', groups = [], extra = {} }: UserInfo): string {
  const rows = [
    ['ATTRIBUTE', 'VALUE'],
    ...(username === '' ? [] : [['Username', username]]),
    ...(uid === '' ? [] : [['UID', uid]]),
    ...(groups.length === 0 ? [] : [['Groups', `[${groups.join(' ')}]`]]),
    ...Object.entries(extra)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, values]) => [`Extra: ${key}`, `[${values.join(' ')}]`]),
  ]
  return rows.map((row) => `${row.join('\t')}\n`).join('')
}
