export type Value = string | number | boolean | Message | readonly Value[]

/** A message of Envoy's API as a configuration fills it; absent fields are asked with a default. */
export class Message {
  readonly type: string
  /** Where it stands in the configuration, such as `static_resources.clusters[0]`. */
  readonly path: string
  readonly #fields: ReadonlyMap<string, Value>

  constructor(type: string, path: string, fields: ReadonlyMap<string, Value>) {
    this.type = type
    this.path = path
    this.#fields = fields
  }

  has(name: string): boolean {
    return this.#fields.has(name)
  }

  text(name: string): string {
    const value = this.#fields.get(name)
    return typeof value === 'string' ? value : ''
  }

  /** A number, or a duration in milliseconds. */
  number(name: string, absent: number): number {
    const value = this.#fields.get(name)
    return typeof value === 'number' ? value : absent
  }

  isTrue(name: string, absent = false): boolean {
    const value = this.#fields.get(name)
    return typeof value === 'boolean' ? value : absent
  }

  message(name: string): Message | undefined {
    const value = this.#fields.get(name)
    return value instanceof Message ? value : undefined
  }

  messages(name: string): readonly Message[] {
    return this.#list(name).filter((it) => it instanceof Message)
  }

  texts(name: string): readonly string[] {
    return this.#list(name).filter((it) => typeof it === 'string')
  }

  numbers(name: string): readonly number[] {
    return this.#list(name).filter((it) => typeof it === 'number')
  }

  #list(name: string): readonly Value[] {
    const value = this.#fields.get(name)
    return typeof value === 'object' && !(value instanceof Message) ? value : []
  }
}
