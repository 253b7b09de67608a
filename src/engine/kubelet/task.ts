/** Begins to wait; `resume` is called when the waiting is over. */
export type Wait = (resume: () => void) => void

/** Work of the kubelet that goes on over simulated time: it yields what it waits for. */
export type Task<Result = void> = Generator<Wait, Result, void>

/** Runs a task until it ends, however long that takes. */
export function runTask<Result>(task: Task<Result>, done: (result: Result) => void): void {
  const step = (): void => {
    const next = task.next()
    if (next.done === true) done(next.value)
    else next.value(step)
  }
  step()
}

/** Waits for a single answer and gives it. */
export function* answerTo<Answer>(ask: (done: (answer: Answer) => void) => void): Task<Answer> {
  const answers: { readonly given: Answer }[] = []
  yield (resume) => {
    ask((given) => {
      answers.push({ given })
      resume()
    })
  }
  const [answer] = answers
  if (answer === undefined) throw new Error('a task was resumed without an answer')
  return answer.given
}

/** Runs several tasks side by side and waits until the last has ended. */
export function* together(tasks: readonly Task[]): Task {
  if (tasks.length === 0) return
  let running = tasks.length
  yield (resume) => {
    for (const task of tasks)
      runTask(task, () => {
        running--
        if (running === 0) resume()
      })
  }
}
