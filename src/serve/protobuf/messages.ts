import { MESSAGES } from './generated/messages.ts'

export interface Field {
  /** As JSON spells it; empty where the fields of the message stand in its owner's own place. */
  readonly name: string
  readonly form: 'value' | 'pointer' | 'list' | 'map'
  /** A scalar, or the name of a message. */
  readonly kind: string
}

/** The fields of a message by their numbers. */
type Message = ReadonlyMap<number, Field>

const lines = new Map(
  MESSAGES.trim()
    .split('\n')
    .map((line) => {
      const [name = '', ...fields] = line.split(' ')
      return [name, fields] as const
    }),
)
const read = new Map<string, Message>()

export function messageNamed(name: string): Message | undefined {
  const known = read.get(name)
  if (known !== undefined) return known
  const message = lines.get(name)
  if (message === undefined) return undefined
  const fields = new Map(message.map(fieldIn))
  read.set(name, fields)
  return fields
}

const FORMS = { '*': 'pointer', '[': 'list', '{': 'map' } as const

function fieldIn(text: string): readonly [number: number, field: Field] {
  const [name = '', number, kind = ''] = text.split(':')
  const sign = kind[0]
  if (sign === '*' || sign === '[' || sign === '{')
    return [Number(number), { name, form: FORMS[sign], kind: kind.slice(1).replace(/^\*/, '') }]
  return [Number(number), { name, form: 'value', kind }]
}
