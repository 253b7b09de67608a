/** Whose words and habits a tool has. */
export interface Flavour {
  readonly kind: 'gnu' | 'busybox'
  /** GNU coreutils since 8.25 quote names as a shell would read them. */
  readonly quotesNames: boolean
  /** As `--version` and the banner of busybox tell it. */
  readonly version: string
}

/** CentOS 7. */
export const GNU_8: Flavour = { kind: 'gnu', quotesNames: false, version: '8.22' }
/** Debian 12. */
export const GNU_9: Flavour = { kind: 'gnu', quotesNames: true, version: '9.1' }

export function busybox(version: string): Flavour {
  return { kind: 'busybox', quotesNames: true, version }
}
