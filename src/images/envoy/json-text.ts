import { isJsonList, isJsonObject, type JsonValue } from '#manifest'

/** The text that Envoy makes of YAML before it reads it, with the place of every field's value. */
export class JsonText {
  readonly #places = new Map<string, number>()
  #text = ''

  constructor(value: JsonValue) {
    this.#write(value, '')
  }

  get text(): string {
    return this.#text
  }

  /** `path` as in `static_resources.clusters[0].name`; the beginning where there is none such. */
  offsetOf(path: string): number {
    return this.#places.get(path) ?? 0
  }

  #write(value: JsonValue, path: string): void {
    this.#places.set(path, this.#text.length)
    if (isJsonList(value)) {
      this.#text += '['
      value.forEach((item, at) => {
        if (at > 0) this.#text += ','
        this.#write(item, `${path}[${at}]`)
      })
      this.#text += ']'
    } else if (isJsonObject(value)) {
      this.#text += '{'
      Object.entries(value).forEach(([key, own], at) => {
        this.#text += `${at > 0 ? ',' : ''}${JSON.stringify(key)}:`
        const name = key.replace(/[A-Z]/g, (it) => `_${it.toLowerCase()}`)
        this.#write(own, path === '' ? name : `${path}.${name}`)
      })
      this.#text += '}'
    } else this.#text += JSON.stringify(value)
  }
}
