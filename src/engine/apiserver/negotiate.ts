import type { Call } from './call.ts'
import { notAcceptable } from './refusals.ts'
import type { WatchEvent } from './watch.ts'

/** In which form a client wants to be answered. */
export interface Shape {
  readonly contentType: string
  readonly one: (object: object) => object
  readonly list: (list: object) => object
  readonly event: (event: WatchEvent) => object
}

const asItIs: Shape = {
  contentType: 'application/json',
  one: (object) => object,
  list: (object) => object,
  event: (event) => event,
}

const MEDIA_TYPES = ['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf']

/** The first form in the Accept header that the server knows. */
export function shapeOf({ request }: Call): Shape {
  const accept = request.headers['accept'] ?? ''
  if (accept === '') return asItIs
  for (const clause of accept.split(',')) {
    const [type = '', ...parameters] = clause.split(';').map((part) => part.trim())
    if (!['application/json', '*/*', 'application/*'].includes(type)) continue
    if (!parameters.some((parameter) => parameter.startsWith('as='))) return asItIs
  }
  throw notAcceptable(MEDIA_TYPES)
}
