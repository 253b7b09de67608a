import type { TarEntry } from '#engine'
import type { Call } from '../call.ts'
import { modeString } from '../file-mode.ts'

const WIDTH_OF_GNU = 19

/** Lines of `tar -tv`: the column with owner and size grows as it must. */
export class Listing {
  readonly #call: Call
  #width = WIDTH_OF_GNU

  constructor(call: Call) {
    this.#call = call
  }

  line(entry: TarEntry): string {
    const owner = `${entry.user || entry.uid}/${entry.group || entry.gid}`
    const time = new Date(entry.mtime * 1000).toISOString().replace('T', ' ')
    const mode = modeOf(entry, this.#call.isBusybox)
    if (this.#call.isBusybox)
      return `${mode} ${owner}${`${entry.size}`.padStart(10)} ${time.slice(0, 19)} ${entry.name}${arrow(entry, ' -> ')}\n`
    const size = `${entry.size}`
    this.#width = Math.max(this.#width, owner.length + 1 + size.length)
    const padded = size.padStart(this.#width - owner.length)
    const link = arrow(entry, entry.kind === 'link' ? ' link to ' : ' -> ')
    return `${mode} ${owner}${padded} ${time.slice(0, 16)} ${entry.name}${link}\n`
  }
}

function modeOf({ kind, mode }: TarEntry, isBusybox: boolean): string {
  const text = modeString({ kind: kind === 'link' ? 'file' : kind, mode })
  return kind === 'link' && !isBusybox ? `h${text.slice(1)}` : text
}

function arrow({ target }: TarEntry, sign: string): string {
  return target === undefined ? '' : sign + target
}
