import { type Run, type Stat, SystemError, work } from '#engine'
import { Names } from './accounts.ts'
import type { Call, Tool } from './call.ts'
import { isConfirmed } from './confirm.ts'
import { modeString } from './file-mode.ts'
import type { ExecAction, FindNode, FindPlan, FoundFile } from './find/expression.ts'
import { parseFind } from './find/parse.ts'
import { baseName, directoryName, joinPath } from './paths.ts'
import { runProgram } from './run-program.ts'
import { strftime } from '#shell'

export const find: Tool = function* (call) {
  const words = [...call.args]
  const follows = words[0] === '-L' || words[0] === '-follow'
  while (/^-[LPH]$/.test(words[0] ?? '')) words.shift()
  const split = words.findIndex((word) => /^[-(!),]/.test(word))
  const starts = split < 0 ? words : words.slice(0, split)
  const plan = parseFind(call, split < 0 ? [] : words.slice(split))
  const search = new Search(call, plan, follows)
  for (const start of starts.length === 0 ? ['.'] : starts) if (!(yield* search.below(start))) break
  yield* search.finish()
  return search.status
}

class Search {
  status = 0
  readonly #call: Call
  readonly #plan: FindPlan
  readonly #follows: boolean
  readonly #names: Names
  #isOver = false
  #isPruned = false

  constructor(call: Call, plan: FindPlan, follows: boolean) {
    this.#call = call
    this.#plan = plan
    this.#follows = follows
    this.#names = new Names(call.process)
  }

  /** Gives whether the search goes on. */
  *below(start: string): Run<boolean> {
    const stat = yield* this.#stat(start)
    const name = baseName(start)
    if (stat !== undefined)
      yield* this.#visit({ path: start, name, stat, depth: 0, start }, stat.dev)
    return !this.#isOver
  }

  *#stat(path: string): Run<Stat | undefined> {
    const { process } = this.#call
    try {
      return this.#follows ? process.stat(path) : process.lstat(path)
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      this.status = 1
      const shown = this.#call.isBusybox ? path : `'${path}'`
      yield* this.#call.complain(`${shown}: ${error.message}`)
      return undefined
    }
  }

  *#visit(file: FoundFile, device: number): Run<void> {
    yield* work(2)
    const { isDepthFirst, leastDepth } = this.#plan
    const isWanted = file.depth >= leastDepth
    this.#isPruned = false
    if (!isDepthFirst && isWanted) yield* this.#evaluate(this.#plan.root, file)
    if (this.#mayDescend()) yield* this.#descend(file, device)
    if (isDepthFirst && isWanted && !this.#isOver) yield* this.#evaluate(this.#plan.root, file)
  }

  #mayDescend(): boolean {
    return !this.#isPruned && !this.#isOver
  }

  *#descend(file: FoundFile, device: number): Run<void> {
    const { mostDepth, staysOnFileSystem } = this.#plan
    if (file.stat.kind !== 'directory' || file.depth >= mostDepth) return
    if (staysOnFileSystem && file.stat.dev !== device) return
    let names: readonly string[]
    try {
      names = this.#call.process.readdir(file.path)
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      this.status = 1
      const shown = this.#call.isBusybox ? file.path : `'${file.path}'`
      yield* this.#call.complain(`${shown}: ${error.message}`)
      return
    }
    for (const name of names) {
      if (this.#isOver) return
      const path = joinPath(file.path, name)
      const stat = yield* this.#stat(path)
      const { start } = file
      if (stat !== undefined)
        yield* this.#visit({ path, name, stat, depth: file.depth + 1, start }, device)
    }
  }

  *#evaluate(node: FindNode, file: FoundFile): Run<boolean> {
    switch (node.kind) {
      case 'and':
        return (yield* this.#evaluate(node.left, file)) && (yield* this.#evaluate(node.right, file))
      case 'or':
        return (yield* this.#evaluate(node.left, file)) || (yield* this.#evaluate(node.right, file))
      case 'comma':
        yield* this.#evaluate(node.left, file)
        return yield* this.#evaluate(node.right, file)
      case 'not':
        return !(yield* this.#evaluate(node.operand, file))
      case 'test':
        return node.holds(file)
      case 'print':
        yield* this.#call.print(file.path + node.end)
        return true
      case 'printf':
        yield* this.#call.print(formatted(node.format, file, this.#names))
        return true
      case 'ls':
        yield* this.#call.print(`${listed(file, this.#names)}\n`)
        return true
      case 'prune':
        this.#isPruned = true
        return true
      case 'quit':
        this.#isOver = true
        return true
      case 'delete':
        return yield* this.#delete(file)
      case 'exec':
        return yield* this.#execute(node.exec, file)
    }
  }

  *#delete({ path, stat }: FoundFile): Run<boolean> {
    if (path === '.') return true
    try {
      if (stat.kind === 'directory') this.#call.process.rmdir(path)
      else this.#call.process.unlink(path)
      return true
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      this.status = 1
      const lead = this.#call.isBusybox ? '' : 'cannot delete '
      const shown = this.#call.isBusybox ? path : this.#call.quote(path)
      yield* this.#call.complain(`${lead}${shown}: ${error.message}`)
      return false
    }
  }

  *#execute(exec: ExecAction, file: FoundFile): Run<boolean> {
    if (exec.isGathered) {
      exec.gathered.push(file.path)
      return true
    }
    const path = exec.isInDirectory ? `./${file.name}` : file.path
    const argv = exec.argv.map((word) => word.replaceAll('{}', path))
    if (exec.asks && !(yield* isConfirmed(this.#call, `< ${argv[0] ?? ''} ... ${path} > ?`)))
      return false
    const cwd = exec.isInDirectory ? directoryName(file.path) : undefined
    return (yield* this.#run(argv, cwd)) === 0
  }

  *#run(argv: readonly string[], cwd?: string): Run {
    yield* this.#call.flush()
    const words = (name: string, message: string): string =>
      this.#call.isBusybox ? `${name}: ${message}` : `'${name}': ${message}`
    return yield* runProgram(this.#call, argv, { words, ...(cwd === undefined ? {} : { cwd }) })
  }

  /** What was gathered for `+` is run at the end. */
  *finish(): Run<void> {
    for (const { argv, gathered } of this.#plan.gatherers) {
      if (gathered.length === 0) continue
      if ((yield* this.#run([...argv, ...gathered])) !== 0) this.status = 1
    }
  }
}

function listed({ path, stat }: FoundFile, names: Names): string {
  const owner = `${names.user(stat.uid).padEnd(8)} ${names.group(stat.gid).padEnd(8)}`
  return `${`${stat.ino}`.padStart(9)} ${`${stat.blocks / 2}`.padStart(6)} ${modeString(stat)} ${`${stat.nlink}`.padStart(3)} ${owner} ${`${stat.size}`.padStart(8)} ${strftime('%b %e %H:%M', stat.mtime)} ${path}`
}

const LETTERS: Readonly<Record<string, string>> = {
  file: 'f',
  directory: 'd',
  symlink: 'l',
  fifo: 'p',
  socket: 's',
  'character device': 'c',
  'block device': 'b',
}

function formatted(format: string, file: FoundFile, names: Names): string {
  const { path, name, stat, depth, start } = file
  const values: Readonly<Record<string, string>> = {
    p: path,
    f: name,
    h: directoryName(path),
    P: path === start ? '' : path.slice(start.length).replace(/^\//, ''),
    d: `${depth}`,
    s: `${stat.size}`,
    k: `${stat.blocks / 2}`,
    b: `${stat.blocks}`,
    m: (stat.mode & 0o7777).toString(8),
    M: modeString(stat),
    u: names.user(stat.uid),
    g: names.group(stat.gid),
    U: `${stat.uid}`,
    G: `${stat.gid}`,
    i: `${stat.ino}`,
    n: `${stat.nlink}`,
    y: LETTERS[stat.kind] ?? '?',
    t: strftime('%a %b %e %H:%M:%S.%N0 %Y', stat.mtime),
    '%': '%',
  }
  return format
    .replaceAll(
      /\\([nt0\\])/g,
      (_, code: string) => ({ n: '\n', t: '\t', '0': '\0', '\\': '\\' })[code] ?? '',
    )
    .replaceAll(
      /%(-?\d*)(?:([TAC])(.)|([A-Za-z%]))/g,

      (
        whole,
        width: string,
        time: string | undefined,
        code: string,
        letter: string | undefined,
        // eslint-disable-next-line max-params -- the signature of a replacer is the language's
      ) => {
        const value = time === undefined ? values[letter ?? ''] : timePart(stat, time, code)
        if (value === undefined) return whole
        return width.startsWith('-')
          ? value.padEnd(Number(width.slice(1)))
          : value.padStart(Number(width))
      },
    )
}

function timePart(stat: Stat, which: string, code: string): string {
  const time = which === 'A' ? stat.atime : which === 'C' ? stat.ctime : stat.mtime
  if (code === '@') return `${Math.floor(time / 1000)}.0000000000`
  return strftime(`%${code}`, time)
}
