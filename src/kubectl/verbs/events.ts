import type { Event, Run } from '#engine'
import { nextChange } from '../api/changes.ts'
import { apiVersionOf, findResource } from '../api/discovery.ts'
import { continueOf, listQuery } from '../api/listing.ts'
import { isList, type KubeObject } from '../api/objects.ts'
import { splitTypeName } from '../api/targets.ts'
import { type Cli, err, out, resourcesOf } from '../cli.ts'
import { defineCommand, type Given } from '../command.ts'
import { CommandError, WordedError } from '../failure.ts'
import { bool, int, string, stringSlice } from '../flags/flag.ts'
import { ALL_NAMESPACES_FLAG, OUTPUT_FLAGS } from '../flags/shared-flags.ts'
import { asEvent, intervalOf } from '../describe/events.ts'
import { goSorted } from '../printers/go-sort.ts'
import { printerFor } from '../printers/printer.ts'
import { TABLE_LAYOUT, TabWriter } from '../printers/tab-writer.ts'
import { readTextFile } from './shared.ts'

const FLAGS = {
  ...ALL_NAMESPACES_FLAG,
  ...OUTPUT_FLAGS,
  for: string({ usage: 'Events about this object only, as type/name.' }),
  'chunk-size': int({ initial: 500, usage: 'How many to ask for at once; 0: all.' }),
  'no-headers': bool({ usage: 'Leave out the heads of the columns.' }),
  types: stringSlice({ usage: 'Normal, Warning or both.' }),
  watch: bool({ short: 'w', usage: 'Go on and print every new event.' }),
}

type Flags = Given<typeof FLAGS>['flags']

export const events = defineCommand({
  name: 'events',
  use: 'events [(-o|--output=)json|yaml|kyaml|name|go-template|go-template-file|template|templatefile|jsonpath|jsonpath-as-json|jsonpath-file] [--for TYPE/NAME] [--watch] [--types=Normal,Warning]',
  summary: 'List events.',
  examples: [
    { what: 'What happened in the namespace', line: 'kubectl events' },
    { what: 'What happened to one Pod', line: 'kubectl events --for pod/web' },
  ],
  flags: FLAGS,
  *run(cli, { flags }) {
    const known = ['normal', 'warning']
    const fieldSelector = yield* selectorFor(cli, flags.for)
    if (flags.types.some((type) => !known.includes(type.toLowerCase())))
      throw new CommandError('valid --types are Normal or Warning')
    const show = showing(cli, flags)
    if (flags.watch) yield* follow(cli, flags, { fieldSelector, show })
    else yield* listOnce(cli, flags, { fieldSelector, show })
  },
})

function* selectorFor(cli: Cli, text: string): Run<string> {
  if (text === '') return ''
  if (!text.includes('/')) throw new CommandError('--for must be in resource/name form')
  const { type, name } = splitTypeName(text)
  const mapping = findResource(yield* resourcesOf(cli), type)
  if (mapping === undefined)
    throw new WordedError(`the server doesn't have a resource type "${type}"`)
  const fields = [`involvedObject.kind=${mapping.kind}`]
  fields.push(`involvedObject.apiVersion=${apiVersionOf(mapping)}`, `involvedObject.name=${name}`)
  return fields.join(',')
}

interface Wanted {
  readonly fieldSelector: string
  readonly show: (objects: readonly KubeObject[]) => string
}

function pathFor(cli: Cli, flags: Flags): string {
  return flags['all-namespaces'] ? '/api/v1/events' : `/api/v1/namespaces/${cli.namespace}/events`
}

function selectorQuery(fieldSelector: string): readonly (readonly [string, string])[] {
  return fieldSelector === '' ? [] : [['fieldSelector', fieldSelector]]
}

function* listOnce(cli: Cli, flags: Flags, { fieldSelector, show }: Wanted): Run<void> {
  const all = yield* inChunks(cli, flags, fieldSelector)
  const found = all.filter((item) => isOfType(item, flags.types))
  const sorted = goSorted(found, (left, right) => timeOf(left) < timeOf(right))
  if (sorted.length > 0) yield* out(cli, show(sorted))
  else if (flags['all-namespaces']) yield* err(cli, 'No events found.\n')
  else yield* err(cli, `No events found in ${cli.namespace} namespace.\n`)
}

function* inChunks(cli: Cli, flags: Flags, fieldSelector: string): Run<readonly KubeObject[]> {
  const found: KubeObject[] = []
  for (let next = ''; ;) {
    const query = listQuery({ fieldSelector, chunkSize: flags['chunk-size'] }, next)
    const list = yield* cli.api.get(pathFor(cli, flags), query)
    if (isList(list)) found.push(...list.items)
    next = continueOf(list)
    if (next === '') return found
  }
}

function* follow(cli: Cli, flags: Flags, { fieldSelector, show }: Wanted): Run<void> {
  const watch = yield* cli.api.stream({
    method: 'GET',
    path: pathFor(cli, flags),
    query: [...selectorQuery(fieldSelector), ['watch', 'true']],
  })
  try {
    for (;;) {
      const change = yield* nextChange(cli.process, watch, Infinity)
      if (change === undefined || change === 'timeout') return
      if (change.type !== 'DELETED' && isOfType(change.object, flags.types))
        yield* out(cli, show([change.object]))
    }
  } finally {
    watch.cancel()
  }
}

function isOfType(object: KubeObject, types: readonly string[]): boolean {
  const { type = '' } = asEvent(object)
  return types.length === 0 || types.some((each) => each.toLowerCase() === type.toLowerCase())
}

/** To be compared as text: `.` stands before any digit, but `Z` does not. */
function timeOf(object: KubeObject): string {
  const { series, lastTimestamp, eventTime } = asEvent(object)
  return (series?.lastObservedTime ?? lastTimestamp ?? eventTime ?? '').replace('Z', '')
}

function showing(cli: Cli, flags: Flags): Wanted['show'] {
  if (flags.output !== '') {
    const readFile = (path: string) => readTextFile(cli.process, path)
    const printer = printerFor({ flags, readFile })
    return (items) =>
      printer.print(
        flags.watch && items[0] !== undefined
          ? items[0]
          : { apiVersion: 'v1', kind: 'EventList', metadata: {}, items: items.map(withKind) },
      )
  }
  const writer = new TabWriter(TABLE_LAYOUT)
  const place = flags['all-namespaces'] ? ['NAMESPACE'] : []
  let heads = flags['no-headers']
    ? ''
    : `${[...place, 'LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'].join('\t')}\n`
  return (items) => {
    writer.write(heads)
    heads = ''
    for (const item of items)
      writer.write(rowOf(asEvent(item), { flags, now: cli.process.wallClock }))
    return writer.flush()
  }
}

/** Items of a list come without it. */
function withKind(item: KubeObject): KubeObject {
  return { apiVersion: 'v1', kind: 'Event', ...item }
}

function rowOf(
  event: Event,
  { flags, now }: { readonly flags: Flags; readonly now: number },
): string {
  const { metadata, type = '', reason = '', message = '', involvedObject } = event
  const cells = [
    ...(flags['all-namespaces'] ? [metadata.namespace] : []),
    intervalOf(event, now),
    type,
    reason,
    `${involvedObject.kind ?? ''}/${involvedObject.name ?? ''}`,
    message.trim(),
  ]
  return `${cells.join('\t')}\n`
}
