import type { Backend } from './backend.ts'
import type { ResourceRoute } from './paths.ts'
import type { ServedResource } from './resource.ts'
import type { ApiRequest } from './transport.ts'

/** A resource of which nothing is kept: what it says is found out anew for each question. */
export interface VirtualResource extends ServedResource {
  /** What is answered; called for the verbs that it has. */
  readonly answer: (call: VirtualCall) => VirtualAnswer
}

export interface VirtualCall {
  readonly backend: Backend
  readonly request: ApiRequest
  readonly route: ResourceRoute
}

export interface VirtualAnswer {
  readonly object: object
  readonly warnings: readonly string[]
}
