import type { Client, Reply } from '../apiserver/client.ts'

/** One request of a task. */
export type Ask = (client: Client, done: (reply: Reply<object>) => void) => void

/** What a controller does, step by step: it yields requests, and goes on with all their answers. */
export type Task<Result = void> = Generator<readonly Ask[], Result, readonly Reply<object>[]>

/** Carries a task out; `done` is called when it has ended, never before this call returns. */
export function runTask<Result>(
  client: Client,
  task: Task<Result>,
  done: (result: Result) => void,
): void {
  const resume = (replies: readonly Reply<object>[]): void => {
    const step = task.next(replies)
    if (step.done === true) done(step.value)
    else askAll(client, step.value, resume)
  }
  resume([])
}

function askAll(
  client: Client,
  asks: readonly Ask[],
  done: (replies: readonly Reply<object>[]) => void,
): void {
  const replies: Reply<object>[] = []
  let missing = asks.length
  if (missing === 0) {
    done([])
    return
  }
  for (const [index, ask] of asks.entries())
    ask(client, (reply) => {
      replies[index] = reply
      missing--
      if (missing === 0) done(replies)
    })
}

/** Asks for one thing, and returns its answer. */
export function* asking<T extends object>(ask: Ask): Task<Reply<T>> {
  const [reply] = yield [ask]
  if (reply === undefined) throw new Error('a request was not answered')
  return reply as Reply<T>
}

export function reading(path: string): Ask {
  return (client, done) => {
    client.get(path, done)
  }
}

export function creation(path: string, object: object): Ask {
  return (client, done) => {
    client.create(path, object, done)
  }
}

export function replacement(path: string, object: object): Ask {
  return (client, done) => {
    client.replace(path, object, done)
  }
}

export function strategicPatch(path: string, body: object): Ask {
  return (client, done) => {
    client.patch(path, { type: 'strategic-merge', body }, done)
  }
}

/** Of the very object that was seen, if it is still there. */
export function deletion(path: string, options: object): Ask {
  return (client, done) => {
    client.delete(path, { kind: 'DeleteOptions', apiVersion: 'v1', ...options }, done)
  }
}
