import { ShellError } from './failure.ts'

export interface Variable {
  readonly value: string | undefined
  readonly isExported: boolean
  readonly isReadonly: boolean
}

const UNSET: Variable = { value: undefined, isExported: false, isReadonly: false }

/** The variables of a shell; functions put a layer of local ones on top. */
export class Variables {
  #layers = [new Map<string, Variable>()]

  static from(env: Iterable<readonly [string, string]>): Variables {
    const variables = new Variables()
    for (const [name, value] of env)
      variables.#layers[0]?.set(name, { value, isExported: true, isReadonly: false })
    return variables
  }

  /** What a forked shell begins with. */
  copy(): Variables {
    const copy = new Variables()
    copy.#layers = this.#layers.map((layer) => new Map(layer))
    return copy
  }

  get(name: string): string | undefined {
    return this.#find(name)?.value
  }

  describe(name: string): Variable {
    return this.#find(name) ?? UNSET
  }

  /** Throws a ShellError when the variable is readonly. */
  set(name: string, value: string): void {
    this.#change(name, (variable) => {
      demandWritable(name, variable)
      return { ...variable, value }
    })
  }

  export(name: string, isExported = true): void {
    this.#change(name, (variable) => ({ ...variable, isExported }))
  }

  protect(name: string): void {
    this.#change(name, (variable) => ({ ...variable, isReadonly: true }))
  }

  unset(name: string): void {
    for (const layer of this.#layers.toReversed()) {
      const variable = layer.get(name)
      if (variable === undefined) continue
      demandWritable(name, variable)
      layer.delete(name)
      return
    }
  }

  /** Runs a function's body: what `declareLocal` names is forgotten afterwards. */
  enter(): () => void {
    this.#layers.push(new Map())
    return () => this.#layers.pop()
  }

  get isInFunction(): boolean {
    return this.#layers.length > 1
  }

  declareLocal(name: string): void {
    const top = this.#layers.at(-1)
    if (top?.has(name) === false)
      top.set(name, { ...UNSET, isExported: this.describe(name).isExported })
  }

  /** What a program that is started finds in its environment. */
  environment(): ReadonlyMap<string, string> {
    const all = new Map<string, Variable>()
    for (const layer of this.#layers) for (const [name, variable] of layer) all.set(name, variable)
    return new Map(
      [...all].flatMap(([name, { value, isExported }]) =>
        isExported && value !== undefined ? [[name, value] as const] : [],
      ),
    )
  }

  /** Every set variable, by name. */
  all(): readonly (readonly [name: string, variable: Variable])[] {
    const names = new Set(this.#layers.flatMap((layer) => [...layer.keys()]))
    return [...names].sort().map((name) => [name, this.describe(name)] as const)
  }

  #find(name: string): Variable | undefined {
    for (let i = this.#layers.length - 1; i >= 0; i--) {
      const variable = this.#layers[i]?.get(name)
      if (variable !== undefined) return variable
    }
    return undefined
  }

  #change(name: string, change: (variable: Variable) => Variable): void {
    const layer = this.#layers.findLast((it) => it.has(name)) ?? this.#layers[0]
    layer?.set(name, change(layer.get(name) ?? UNSET))
  }
}

function demandWritable(name: string, variable: Variable): void {
  if (variable.isReadonly) throw new ShellError(`${name}: readonly variable`, 1)
}
