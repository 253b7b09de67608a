import { failure, type Status } from '../api/status.ts'

/** What a runtime refuses, with the code of gRPC that it has as reason. */
export class Refusal extends Error {
  readonly status: Status

  constructor(reason: 'NotFound' | 'Unknown' | 'InvalidArgument' | 'Unavailable', message: string) {
    super(message)
    this.status = failure({ code: reason === 'NotFound' ? 404 : 500, reason, message })
  }
}
