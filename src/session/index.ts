// One learner in one lesson: cluster, workstation, goals.
export { type Elapsed, type Recording, Session, type SessionOptions } from './session.ts'
export type { Snapshot } from './snapshot.ts'
