import type { Random } from '../clock/random.ts'
import type { Container } from './container.ts'
import type { Image } from './image.ts'
import { NodeImages } from './node-images.ts'
import { Refusal } from './refusal.ts'
import type { Sandbox } from './sandbox.ts'

const HEXADECIMAL = '0123456789abcdef'
const ID_LENGTH = 64

/** What the runtime of one node has made and not yet removed. */
export class RuntimeState {
  readonly sandboxes = new Map<string, Sandbox>()
  readonly containers = new Map<string, Container>()
  readonly images = new NodeImages()
  readonly #random: Random

  constructor(start: { readonly random: Random; readonly images?: readonly Image[] }) {
    this.#random = start.random
    for (const image of start.images ?? []) this.images.add(image)
  }

  newId(): string {
    return this.#random.text(ID_LENGTH, HEXADECIMAL)
  }

  readySandbox(id: string): Sandbox {
    const sandbox = this.sandboxes.get(id)
    if (sandbox === undefined)
      throw new Refusal('NotFound', `failed to find sandbox id "${id}": not found`)
    if (!sandbox.isReady) throw new Refusal('Unknown', `sandbox container "${id}" is not running`)
    return sandbox
  }

  container(id: string): Container {
    const container = this.containers.get(id)
    if (container !== undefined) return container
    throw new Refusal('NotFound', `an error occurred when try to find container "${id}": not found`)
  }

  containersIn(sandbox: string): readonly Container[] {
    return [...this.containers.values()].filter((it) => it.made.sandbox.id === sandbox)
  }
}
