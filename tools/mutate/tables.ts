import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runInThisContext } from 'node:vm'
import ts from 'typescript'
import { bodyOf, type FieldError } from '../../src/engine/api/field-error.ts'
import { causesOf, type OtherRow, otherRows, type Rules } from './other-kinds.ts'

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

interface Api extends Rules {
  readonly podWith: (place: string, given: object) => object
  readonly causesOfChange: (way: string, before: object, next: object) => readonly string[]
}

export interface Replacement {
  /** The name of a file in validation/. */
  readonly file: string
  readonly text: string
}

type Validate = (next: object, before: object) => readonly FieldError[]

interface Kinds {
  readonly findKind: (apiVersion: string, kind: string) => { readonly validateUpdate: Validate }
}

/** Which rules judge what is written through a subresource. */
const VIEWS: ReadonlyMap<string, readonly [file: string, name: string]> = new Map([
  ['Service/status', ['service-status.ts', 'validateServiceStatus']],
  ['Node/status', ['nodes.ts', 'validateNodeStatusUpdate']],
  ['Namespace/status', ['namespaces.ts', 'validateNamespaceStatus']],
  ['Namespace/finalize', ['namespaces.ts', 'validateFinalize']],
])

/** The tables of rules, run against the rules as they are, or with one file replaced. */
export class Tables {
  /** Files with rules. */
  readonly files: readonly string[]
  readonly #rules = fixture('pod-rules.json') as readonly PodRule[]
  readonly #changes = fixture('pod-changes.json') as readonly PodChange[]
  readonly #others: readonly OtherRow[]
  readonly #code = new Map<string, string>()
  /** Modules without rules: they stay as they were loaded. */
  readonly #kept = new Map<string, object>()

  constructor() {
    this.files = readdirSync(VALIDATION).filter(
      (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !OTHERS.includes(name),
    )
    const api = this.#load(undefined)
    // What a server adds or keeps is not seen here: those rows are for its own tests.
    this.#others = otherRows().filter((row) => isSame(causesOf(api, row), row.causes))
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

  #failing(api: Api): string | undefined {
    const { checkObject, podWith, causesOfChange } = api
    const rule = this.#rules.find(({ place, given, causes }) => {
      const { errors } = checkObject(podWith(place, given))
      const said = errors.map(({ reason, field, message }) => `${reason} ${field}: ${message}`)
      return !isSame(said, causes)
    })
    const change = this.#changes.find(
      ({ way, before, next, causes }) => !isSame(causesOfChange(way, before, next), causes),
    )
    if (rule !== undefined || change !== undefined) return rule?.rule ?? change?.rule
    return this.#others.find((row) => !isSame(causesOf(api, row), row.causes))?.rule
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
    const { findKind } = load(join(API, 'kinds.ts')) as Kinds
    const { checkObject } = load(join(API, 'check-object.ts')) as Pick<Api, 'checkObject'>
    const { podWith } = load(join(VALIDATION, 'fixtures/pod-with.ts')) as Pick<Api, 'podWith'>
    const meta = load(join(VALIDATION, 'meta.ts')) as { readonly validateAnyUpdate: Validate }
    const change = load(join(VALIDATION, 'fixtures/pod-change.ts')) as Pick<Api, 'causesOfChange'>
    return {
      ...{ checkObject, podWith, causesOfChange: change.causesOfChange },
      causesOfUpdate: ({ of, at }, next, before) => {
        const [file, name] = VIEWS.get(`${of.kind}${at}`) ?? []
        const kind = findKind(of.apiVersion, of.kind)
        const validate =
          file === undefined || name === undefined
            ? kind.validateUpdate
            : (load(join(VALIDATION, file)) as Readonly<Record<string, Validate>>)[name]
        const errors = [
          ...meta.validateAnyUpdate(metadataOf(next), metadataOf(before)),
          ...(validate?.(next, before) ?? []),
        ]
        return errors.map((error) => `${error.reason} ${error.field}: ${bodyOf(error)}`)
      },
    }
  }

  #compiled(path: string): string {
    const known = this.#code.get(path)
    if (known !== undefined) return known
    const code = compile(readFileSync(path, 'utf8'))
    this.#code.set(path, code)
    return code
  }
}

function metadataOf(object: object): object {
  return (object as { readonly metadata: object }).metadata
}

/** What is no rule. */
const OTHERS = ['pod-warnings.ts', 'alike.ts', 'rules.ts']

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.join('\n') === b.join('\n')
}

function fixture(name: string): unknown {
  return JSON.parse(readFileSync(join(VALIDATION, 'fixtures', name), 'utf8'))
}

function compile(text: string): string {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 },
  })
  return outputText
}
