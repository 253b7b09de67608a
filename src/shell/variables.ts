import { ReadonlyVariable } from './failure.ts'

/** A text, or bash's arrays: by number (its texts in the order of their numbers) or by name. */
export type Value =
  | string
  | { readonly kind: 'indexed' | 'associative'; readonly elements: ReadonlyMap<string, string> }

export interface Variable {
  readonly value: Value | undefined
  readonly isExported: boolean
  readonly isReadonly: boolean
  /** declare -i: what is assigned is calculated. */
  readonly isInteger: boolean
  /** declare -n: its value is the name of another, which is meant. */
  readonly isReference: boolean
}

const UNSET: Variable = {
  value: undefined,
  isExported: false,
  isReadonly: false,
  isInteger: false,
  isReference: false,
}

/** The variables of a shell; functions put a layer of local ones on top. */
export class Variables {
  #layers = [new Map<string, Variable>()]

  static from(env: Iterable<readonly [string, string]>): Variables {
    const variables = new Variables()
    for (const [name, value] of env)
      if (isName(name)) variables.#layers[0]?.set(name, { ...UNSET, value, isExported: true })
    return variables
  }

  /** What a forked shell begins with. */
  copy(): Variables {
    const copy = new Variables()
    copy.#layers = this.#layers.map((layer) => new Map(layer))
    return copy
  }

  /** The text of a variable; of an array its first element. */
  get(name: string): string | undefined {
    const value = this.#find(name)?.value
    return typeof value === 'object' ? value.elements.get('0') : value
  }

  /** From now on `name` stands for another variable. */
  refer(name: string, to: string): void {
    this.#layerOf(name)?.set(name, { ...UNSET, value: to, isReference: true })
  }

  describe(name: string): Variable {
    return this.#find(name) ?? UNSET
  }

  /** The elements of an array; a plain text is its only one. */
  elements(name: string): ReadonlyMap<string, string> {
    const value = this.#find(name)?.value
    if (value === undefined) return new Map()
    return typeof value === 'object' ? value.elements : new Map([['0', value]])
  }

  /** Throws ReadonlyVariable. */
  set(name: string, value: string): void {
    this.#change(name, (variable) => {
      if (typeof variable.value !== 'object') return { ...variable, value }
      const { kind, elements } = variable.value
      return { ...variable, value: { kind, elements: withElement(elements, kind, ['0', value]) } }
    })
  }

  setArray(
    name: string,
    kind: 'indexed' | 'associative',
    elements: ReadonlyMap<string, string>,
  ): void {
    this.#change(name, (variable) => ({ ...variable, value: { kind, elements } }))
  }

  /** One element; what was a plain text becomes an array. */
  setElement(name: string, key: string, text: string): void {
    const before = this.describe(name).value
    const kind = typeof before === 'object' ? before.kind : 'indexed'
    this.setArray(name, kind, withElement(this.elements(name), kind, [key, text]))
  }

  /** How keys of `name` are meant: calculated, or as they are. */
  isAssociative(name: string): boolean {
    const value = this.#find(name)?.value
    return typeof value === 'object' && value.kind === 'associative'
  }

  export(name: string, isExported = true): void {
    this.#attribute(name, { isExported })
  }

  protect(name: string): void {
    this.#attribute(name, { isReadonly: true })
  }

  calculate(name: string): void {
    this.#attribute(name, { isInteger: true })
  }

  unset(given: string): void {
    const name = this.#meantBy(given)
    for (const layer of this.#layers.toReversed()) {
      const variable = layer.get(name)
      if (variable === undefined) continue
      if (variable.isReadonly) throw new ReadonlyVariable(name)
      layer.delete(name)
      return
    }
  }

  unsetElement(name: string, key: string): void {
    const { value } = this.describe(name)
    if (typeof value !== 'object') return
    const elements = new Map(value.elements)
    elements.delete(key)
    this.setArray(name, value.kind, elements)
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
    if (top?.has(name) !== false) return
    const { isExported, isReadonly } = this.describe(name)
    if (isReadonly) throw new ReadonlyVariable(name)
    top.set(name, { ...UNSET, isExported })
  }

  /** What a program that is started finds in its environment. */
  environment(): ReadonlyMap<string, string> {
    return new Map(
      this.#visible().flatMap(([name, { value, isExported }]) =>
        isExported && typeof value === 'string' ? [[name, value] as const] : [],
      ),
    )
  }

  /** Every variable, by name. */
  all(): readonly (readonly [name: string, variable: Variable])[] {
    return this.#visible().toSorted(([a], [b]) => (a < b ? -1 : 1))
  }

  #visible(): (readonly [string, Variable])[] {
    const all = new Map<string, Variable>()
    for (const layer of this.#layers) for (const [name, variable] of layer) all.set(name, variable)
    return [...all]
  }

  #find(name: string): Variable | undefined {
    return this.#own(this.#meantBy(name))
  }

  /** Whom a reference leads to, by way of others at most seven. */
  #meantBy(name: string): string {
    let at = name
    for (let steps = 0; steps < 8; steps++) {
      const found = this.#own(at)
      if (found?.isReference !== true || typeof found.value !== 'string') return at
      at = found.value
    }
    return name
  }

  #own(name: string): Variable | undefined {
    for (let i = this.#layers.length - 1; i >= 0; i--) {
      const variable = this.#layers[i]?.get(name)
      if (variable !== undefined) return variable
    }
    return undefined
  }

  #change(given: string, change: (variable: Variable) => Variable): void {
    const name = this.#meantBy(given)
    const layer = this.#layerOf(name)
    const before = layer?.get(name) ?? UNSET
    if (before.isReadonly) throw new ReadonlyVariable(name)
    layer?.set(name, change(before))
  }

  #attribute(name: string, attributes: Partial<Variable>): void {
    const layer = this.#layerOf(name)
    layer?.set(name, { ...(layer.get(name) ?? UNSET), ...attributes })
  }

  #layerOf(name: string): Map<string, Variable> | undefined {
    return this.#layers.findLast((it) => it.has(name)) ?? this.#layers[0]
  }
}

/** The attributes of a variable, as `declare` takes them. */
export function lettersOf({ value, isExported, isReadonly, isInteger }: Variable): string {
  const kind = typeof value === 'object' ? (value.kind === 'associative' ? 'A' : 'a') : ''
  return `${kind}${isInteger ? 'i' : ''}${isReadonly ? 'r' : ''}${isExported ? 'x' : ''}`
}

export function isName(word: string): boolean {
  return /^[A-Za-z_]\w*$/.test(word)
}

/** Numbered elements stay in the order of their numbers. */
function withElement(
  elements: ReadonlyMap<string, string>,
  kind: 'indexed' | 'associative',
  [key, text]: readonly [string, string],
): ReadonlyMap<string, string> {
  const after = new Map(elements).set(key, text)
  if (kind === 'associative' || elements.has(key)) return after
  return new Map([...after].sort(([a], [b]) => Number(a) - Number(b)))
}
