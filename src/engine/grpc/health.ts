import { joinBytes } from './frames.ts'

/** The method that asks whether a service is well. Source: grpc/health/v1/health.proto. */
export const HEALTH_CHECK = '/grpc.health.v1.Health/Check'

/** What it answers, by number. */
const SERVING_STATUSES = ['UNKNOWN', 'SERVING', 'NOT_SERVING', 'SERVICE_UNKNOWN'] as const
export type ServingStatus = (typeof SERVING_STATUSES)[number]

/** Field 1 as bytes, and as a number. */
const SERVICE_TAG = 0x0a
const STATUS_TAG = 0x08
const LONGEST_SERVICE = 127

export function checkRequest(service: string): Uint8Array {
  const name = new TextEncoder().encode(service).subarray(0, LONGEST_SERVICE)
  return message(
    name.length === 0 ? name : joinBytes([Uint8Array.of(SERVICE_TAG, name.length), name]),
  )
}

export function serviceIn(request: Uint8Array): string {
  const body = request.subarray(PREFIX_BYTES)
  return body[0] === SERVICE_TAG ? new TextDecoder().decode(body.subarray(2)) : ''
}

export function checkResponse(status: ServingStatus): Uint8Array {
  const number = SERVING_STATUSES.indexOf(status)
  return message(number === 0 ? new Uint8Array(0) : Uint8Array.of(STATUS_TAG, number))
}

export function statusIn(response: Uint8Array): ServingStatus | undefined {
  const body = response.subarray(PREFIX_BYTES)
  return SERVING_STATUSES[body[0] === STATUS_TAG ? (body[1] ?? 0) : 0]
}

const PREFIX_BYTES = 5

/** A message of gRPC: not compressed, its length, itself. */
function message(body: Uint8Array): Uint8Array {
  const prefix = new Uint8Array(PREFIX_BYTES)
  new DataView(prefix.buffer).setUint32(1, body.length)
  return joinBytes([prefix, body])
}

/** The codes of gRPC as Go writes them, by number. */
export const GRPC_CODES = [
  'OK',
  'Canceled',
  'Unknown',
  'InvalidArgument',
  'DeadlineExceeded',
  'NotFound',
  'AlreadyExists',
  'PermissionDenied',
  'ResourceExhausted',
  'FailedPrecondition',
  'Aborted',
  'OutOfRange',
  'Unimplemented',
  'Internal',
  'Unavailable',
  'DataLoss',
  'Unauthenticated',
] as const
export type GrpcCode = (typeof GRPC_CODES)[number]
