import { type Run, SystemError, work } from '#engine'
import { compilePattern } from '#shell'
import { type Call, Refusal, type Tool } from './call.ts'
import { type Options, parseOptions } from './options.ts'
import { joinPath } from './paths.ts'
import { busyboxSize, humanSize } from './sizes.ts'

export const du: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'abchHkLlmsx0',
    takes: 'd',
    long: {
      all: 'a',
      bytes: 'b',
      total: 'c',
      'human-readable': 'h',
      'max-depth': 'd',
      summarize: 's',
      'one-file-system': 'x',
      'apparent-size': 'apparent',
      exclude: 'exclude',
      null: '0',
    },
    longTakes: ['exclude'],
  })
  const most = options.has('s') ? 0 : Number(options.value('d') ?? Infinity)
  if (Number.isNaN(most)) throw invalidDepth(call, options.value('d') ?? '')
  if (!call.isBusybox && options.has('s') && options.has('a'))
    throw new Refusal('cannot both summarize and show all entries', { usage: true })
  const usage = new Usage(call, options, most)
  let total = 0
  for (const path of options.operands.length === 0 ? ['.'] : options.operands)
    total += yield* usage.of(path, 0)
  if (options.has('c')) yield* usage.show(total, 'total')
  return usage.isWell ? 0 : 1
}

function invalidDepth(call: Call, word: string): Refusal {
  if (call.isBusybox) return new Refusal(`invalid number ${call.quote(word)}`)
  return new Refusal(`invalid maximum depth ${call.quote(word)}`, { usage: true })
}

class Usage {
  isWell = true
  readonly #call: Call
  readonly #options: Options
  readonly #most: number
  readonly #excluded: readonly ReturnType<typeof compilePattern>[]
  /** Files with several names count once. */
  readonly #seen = new Set<string>()

  constructor(call: Call, options: Options, most: number) {
    this.#call = call
    this.#options = options
    this.#most = most
    this.#excluded = options.values('exclude').map((it) => compilePattern(it))
  }

  /** Bytes below a path, shown on the way. */
  *of(path: string, depth: number): Run {
    const { process } = this.#call
    try {
      const stat = process.lstat(path)
      const key = `${stat.dev}:${stat.ino}`
      if (stat.nlink > 1 && stat.kind !== 'directory') {
        if (this.#seen.has(key)) return 0
        this.#seen.add(key)
      }
      let bytes = this.#options.has('b', 'apparent') ? stat.size : stat.blocks * 512
      if (stat.kind === 'directory') {
        yield* work(3)
        for (const name of this.#namesIn(path))
          bytes += yield* this.of(joinPath(path, name), depth + 1)
      }
      const isShown = stat.kind === 'directory' || this.#options.has('a') || depth === 0
      if (isShown && depth <= this.#most) yield* this.show(bytes, path)
      return bytes
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      this.isWell = false
      yield* this.#call.complain(this.#refusal(path, error))
      return 0
    }
  }

  #namesIn(path: string): readonly string[] {
    return this.#call.process
      .readdir(path)
      .filter((name) => !this.#excluded.some((pattern) => pattern.matches(name)))
  }

  #refusal(path: string, error: SystemError): string {
    if (this.#call.isBusybox && error.errno === 'EACCES')
      return `can't open '${path}': ${error.message}`
    if (this.#call.isBusybox) return `${path}: ${error.message}`
    const verb = error.errno === 'EACCES' ? 'cannot read directory' : 'cannot access'
    return `${verb} ${this.#call.quote(path)}: ${error.message}`
  }

  *show(bytes: number, name: string): Run<void> {
    const human = this.#call.isBusybox ? busyboxSize : humanSize
    const unit = this.#options.has('b') ? 1 : this.#options.has('m') ? 1024 ** 2 : 1024
    const shown = this.#options.has('h') ? human(bytes) : `${Math.ceil(bytes / unit)}`
    yield* this.#call.print(`${shown}\t${name}${this.#options.has('0') ? '\0' : '\n'}`)
  }
}
