import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runInThisContext } from 'node:vm'
import ts from 'typescript'

const API = fileURLToPath(new URL('../../src/engine/api/', import.meta.url))
const VALIDATION = join(API, 'validation')

type Module = (exports: object, require: (to: string) => object) => void

interface PodRule {
  readonly rule: string
  readonly place: string
  readonly given: object
  readonly causes: readonly string[]
}

interface PodChange {
  readonly rule: string
  readonly way: string
  readonly before: object
  readonly next: object
  readonly causes: readonly string[]
}

interface Api {
  readonly checkObject: (manifest: object) => {
    readonly errors: readonly Readonly<Record<'reason' | 'field' | 'message', string>>[]
  }
  readonly podWith: (place: string, given: object) => object
  readonly causesOfChange: (way: string, before: object, next: object) => readonly string[]
}

export interface Replacement {
  /** The name of a file in validation/. */
  readonly file: string
  readonly text: string
}

/** The tables of rules for Pods, run against the rules as they are, or with one file replaced. */
export class Tables {
  /** Files with rules for Pods. */
  readonly files: readonly string[]
  readonly #rules = fixture('pod-rules.json') as readonly PodRule[]
  readonly #changes = fixture('pod-changes.json') as readonly PodChange[]
  readonly #code = new Map<string, string>()
  /** Modules without rules: they stay as they were loaded. */
  readonly #kept = new Map<string, object>()

  constructor() {
    this.files = readdirSync(VALIDATION).filter(
      (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !OTHERS.includes(name),
    )
  }

  sourceOf(file: string): string {
    return readFileSync(join(VALIDATION, file), 'utf8')
  }

  /** The first row that is not as it should be; undefined when all are. */
  failing(replacement?: Replacement): string | undefined {
    const api = this.#load(replacement)
    try {
      return this.#failing(api)
    } catch (fault) {
      return `a fault: ${String(fault)}`
    }
  }

  #failing({ checkObject, podWith, causesOfChange }: Api): string | undefined {
    const isSame = (a: readonly string[], b: readonly string[]) => a.join('\n') === b.join('\n')
    const rule = this.#rules.find(({ place, given, causes }) => {
      const { errors } = checkObject(podWith(place, given))
      const said = errors.map(({ reason, field, message }) => `${reason} ${field}: ${message}`)
      return !isSame(said, causes)
    })
    const change = this.#changes.find(
      ({ way, before, next, causes }) => !isSame(causesOfChange(way, before, next), causes),
    )
    return rule?.rule ?? change?.rule
  }

  #load(replacement: Replacement | undefined): Api {
    const loaded = new Map<string, object>()
    const load = (path: string): object => {
      const isFixed = !path.startsWith(VALIDATION) && !/(kinds|check-object)\.ts$/.test(path)
      const registry = isFixed ? this.#kept : loaded
      const known = registry.get(path)
      if (known !== undefined) return known
      const exports = {}
      registry.set(path, exports)
      const isReplaced = replacement !== undefined && path === join(VALIDATION, replacement.file)
      const code = isReplaced ? compile(replacement.text) : this.#compiled(path)
      const require = (to: string) => load(normalize(join(dirname(path), to)))
      // Modules are functions, so that they can be loaded as often as there are mutants.
      const run = runInThisContext(`(exports, require) => {${code}\n}`) as Module
      run(exports, require)
      return exports
    }
    return {
      ...load(join(API, 'check-object.ts')),
      ...load(join(VALIDATION, 'fixtures/pod-with.ts')),
      ...load(join(VALIDATION, 'fixtures/pod-change.ts')),
    } as Api
  }

  #compiled(path: string): string {
    const known = this.#code.get(path)
    if (known !== undefined) return known
    const code = compile(readFileSync(path, 'utf8'))
    this.#code.set(path, code)
    return code
  }
}

/** Rules of other kinds than Pods, and what is no rule. */
const OTHERS = ['plain-kinds.ts', 'pod-warnings.ts', 'go-diff.ts', 'alike.ts', 'rules.ts']

function fixture(name: string): unknown {
  return JSON.parse(readFileSync(join(VALIDATION, 'fixtures', name), 'utf8'))
}

function compile(text: string): string {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 },
  })
  return outputText
}
