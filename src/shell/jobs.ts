import { type ChildChange, numberOf, type Pid, type SignalName } from '#engine'

export interface Job {
  readonly id: number
  readonly group: Pid
  /** Its processes in the order of the pipeline, with how each ended. */
  readonly processes: Map<Pid, ProcessState>
  readonly command: string
  isBackground: boolean
  /** The state that the user was last told of. */
  toldOf: JobState | null
}

export type ProcessState =
  | { readonly kind: 'running' }
  | { readonly kind: 'stopped'; readonly signal: SignalName }
  | { readonly kind: 'done'; readonly status: number; readonly signal?: SignalName }

export type JobState = 'Running' | 'Stopped' | 'Done'

/** The pipelines that a shell has started and not forgotten. */
export class Jobs {
  readonly #jobs: Job[] = []

  add(job: { readonly group: Pid; readonly pids: readonly Pid[]; readonly command: string }): Job {
    const added: Job = {
      id: (this.#jobs.at(-1)?.id ?? 0) + 1,
      group: job.group,
      processes: new Map(job.pids.map((pid) => [pid, { kind: 'running' }])),
      command: job.command,
      isBackground: false,
      toldOf: null,
    }
    this.#jobs.push(added)
    return added
  }

  get all(): readonly Job[] {
    return this.#jobs
  }

  /** Notes what waitpid(2) has told. */
  note(change: ChildChange): void {
    for (const job of this.#jobs)
      if (job.processes.has(change.pid)) job.processes.set(change.pid, stateAfter(change))
  }

  holding(pid: Pid): Job | undefined {
    return this.#jobs.find((job) => job.processes.has(pid))
  }

  forget(job: Job): void {
    const index = this.#jobs.indexOf(job)
    if (index >= 0) this.#jobs.splice(index, 1)
  }

  /** The one that `fg` means: stopped last, or else started last. */
  current(): Job | undefined {
    return this.#jobs.findLast((job) => stateOf(job) === 'Stopped') ?? this.#jobs.at(-1)
  }

  previous(): Job | undefined {
    const current = this.current()
    return this.#jobs.findLast((job) => job !== current)
  }

  /** %1, %+, %-, %%, %name, %?text. */
  find(spec: string): Job | undefined {
    const rest = spec.slice(1)
    if (rest === '' || rest === '+' || rest === '%') return this.current()
    if (rest === '-') return this.previous()
    if (/^\d+$/.test(rest)) return this.#jobs.find((job) => job.id === Number(rest))
    if (rest.startsWith('?')) return this.#jobs.find((job) => job.command.includes(rest.slice(1)))
    return this.#jobs.find((job) => job.command.startsWith(rest))
  }
}

export function stateOf(job: Job): JobState {
  const states = [...job.processes.values()]
  if (states.some((state) => state.kind === 'running')) return 'Running'
  if (states.some((state) => state.kind === 'stopped')) return 'Stopped'
  return 'Done'
}

/** The exit statuses of its processes, in the order of the pipeline. */
export function statusesOf(job: Job): readonly number[] {
  return [...job.processes.values()].map((state) => (state.kind === 'done' ? state.status : 0))
}

export function stateAfter(change: ChildChange): ProcessState {
  switch (change.kind) {
    case 'exited':
      return { kind: 'done', status: change.code }
    case 'signaled':
      return { kind: 'done', status: 128 + numberOf(change.signal), signal: change.signal }
    case 'stopped':
      return { kind: 'stopped', signal: change.signal }
    case 'continued':
      return { kind: 'running' }
  }
}
