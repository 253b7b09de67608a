import type { NodeFiles } from '../runtime/runtime.ts'
import type { Payload } from './payload.ts'

/**
 * Writes a volume so that whoever reads it sees either all of the old or all of the new: the files
 * stand in a directory of their own, `..data` points to it and is replaced in one step, and the
 * names at the top are links through `..data`.
 */
export class AtomicWriter {
  readonly #files: NodeFiles
  readonly #directory: string
  readonly #owner: { readonly gid?: number }
  #payload: Payload = new Map()
  #current: string | null = null

  /** `gid` is the Pod's fsGroup: the group that may read whatever the modes say. */
  constructor(files: NodeFiles, directory: string, owner: { readonly gid?: number }) {
    this.#files = files
    this.#directory = directory
    this.#owner = owner
  }

  /** `name` names the directory of this version: ..2026_01_01_00_00_00.1234567890. */
  write(payload: Payload, name: () => string): void {
    if (this.#current !== null && isSamePayload(this.#payload, payload)) return
    const version = name()
    const target = `${this.#directory}/${version}`
    this.#files.makeDirectory(target, { mode: 0o755, ...this.#owner })
    for (const [path, { bytes, mode, uid }] of payload) {
      this.#files.makeDirectory(parentOf(`${target}/${path}`))
      this.#files.writeFile(`${target}/${path}`, bytes, {
        ...this.#owner,
        mode: this.#owner.gid === undefined ? mode : mode | 0o440,
        ...(uid === undefined ? {} : { uid }),
      })
    }
    this.#files.symlink(version, `${this.#directory}/..data_tmp`)
    this.#files.rename(`${this.#directory}/..data_tmp`, `${this.#directory}/..data`)
    this.#linkNames(topNames(payload))
    if (this.#current !== null) this.#files.removeAll(`${this.#directory}/${this.#current}`)
    this.#payload = payload
    this.#current = version
  }

  #linkNames(names: ReadonlySet<string>): void {
    const before = topNames(this.#payload)
    for (const name of names)
      if (!before.has(name)) this.#files.symlink(`..data/${name}`, `${this.#directory}/${name}`)
    for (const name of before)
      if (!names.has(name)) this.#files.removeAll(`${this.#directory}/${name}`)
  }
}

function topNames(payload: Payload): ReadonlySet<string> {
  return new Set([...payload.keys()].map((path) => path.split('/', 1)[0] ?? path))
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}

function isSamePayload(a: Payload, b: Payload): boolean {
  if (a.size !== b.size) return false
  return [...a].every(([path, file]) => {
    const other = b.get(path)
    return (
      other?.mode === file.mode && other.uid === file.uid && areSameBytes(other.bytes, file.bytes)
    )
  })
}

/** Looked at with every sync of every Pod: a plain loop, without a call for each byte. */
function areSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false
  return true
}
