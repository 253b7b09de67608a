/** A part of an object as it must be: fields that are not named may be anything. */
export type Expected =
  | string
  | number
  | boolean
  | null
  | RegExp
  | readonly Expected[]
  | { readonly [field: string]: Expected | undefined }

/** Objects are named as in a path: `pods/web` of the namespace default, or from the root on. */
export type Step =
  /** All documents of the manifest are created. */
  | { readonly create: string }
  | ({ readonly send: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'; readonly to: string } & {
      readonly body?: object
      /** Of a PATCH; absent: strategic merge. */
      readonly patch?: 'merge' | 'json' | 'strategic-merge'
      readonly answers?: Expected
    })
  | { readonly pass: number }
  | { readonly of: string; readonly is: Expected }
  | { readonly gone: string }
  | {
      readonly logs: string
      readonly container?: string
      readonly previous?: boolean
      readonly print: string | RegExp
    }
  | {
      readonly exec: readonly string[]
      readonly in: string
      readonly container?: string
      /** Both streams, and `exit N` at the end of what did not go well. */
      readonly prints: string | RegExp
    }
  /** Events about a Pod: each of these, in this order, others between them. */
  | { readonly events: string; readonly tell: readonly (string | RegExp)[] }

/** One conformance test of Kubernetes as data. */
export interface Scenario {
  /** As conformance.yaml calls it. */
  readonly title: string
  readonly nodes?: number
  readonly steps: readonly Step[]
  /** What, changed in the manifests or bodies, must make it fail. */
  readonly mutation: readonly [from: string, to: string]
}
