import { SystemError } from './errno.ts'
import { BASE_MEMORY_BYTES, holdMemory } from './memory.ts'
import { numberIn } from './pid-namespace.ts'
import type { Program } from './process.ts'
import { compute } from './resting.ts'
import { Task, type TaskStart } from './task.ts'

const FORK_US = 100

/** EAGAIN when there are too many processes already; ENOMEM in a namespace that has ended. */
export function demandRoom(where: Pick<TaskStart, 'namespace' | 'surroundings'>): void {
  if (!where.surroundings.cgroup.hasRoomForProcess) throw new SystemError('EAGAIN')
  if (where.namespace.init?.ending != null) throw new SystemError('ENOMEM')
}

/** A process that has not begun to run. */
export function addTask(start: TaskStart): Task {
  const { machine, surroundings } = start
  const task = new Task(start)
  task.process = machine.life.callsFor(task)
  task.namespace.init ??= task
  task.parent?.children.add(task)
  surroundings.cgroup.enter(task)
  task.started = machine.history.record('process.started', task.subject, {
    container: surroundings.container,
    pid: task.pid,
    ppid: task.parent === null ? 0 : numberIn(task.namespace, task.parent),
    argv: task.argv,
  })
  return task
}

/** Gives a process the program that it runs from its next turn on. */
export function begin(task: Task, program: Program): void {
  if (task.process === null) throw new Error('a process needs its system calls')
  task.run = program(task.process)
}

/** Lets a process begin after so much processor time, as a consequence of having been started. */
export function launch(task: Task, program: Program, afterUs: number): void {
  task.machine.clock.because(task.started, () => {
    begin(task, program)
    compute(task, afterUs, () => {
      task.machine.life.step(task, 'ready')
    })
    holdMemory(task, BASE_MEMORY_BYTES)
  })
}

/** fork(2): the child runs `program` with copies of what the parent has. */
export function fork(parent: Task, program: Program): Task {
  const { machine, namespace, surroundings, argv, executable, executablePlace, comm } = parent
  demandRoom(parent)
  const child = addTask({
    machine,
    namespace,
    surroundings,
    parent,
    argv,
    executable,
    executablePlace,
    comm,
    descriptors: parent.descriptors.copy(),
    files: (task) => parent.files.copy(task),
    env: new Map(parent.env),
    actions: new Map(parent.actions),
    group: () => parent.group,
  })
  parent.debtUs += FORK_US
  launch(child, program, FORK_US)
  return child
}
