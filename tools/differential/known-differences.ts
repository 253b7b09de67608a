/** One line that one command prints otherwise than the real kubectl, and why. Null: not at all. */
export interface Difference {
  readonly command: string
  readonly real: string | null
  readonly ours: string | null
  readonly reason: string
}

/** Where our kubectl is wrong, or stays behind: it is to become empty. */
export const KNOWN_DIFFERENCES: readonly Difference[] = []
