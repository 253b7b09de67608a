/** A command line to be recorded, and what it finds around it. */
export interface Case {
  readonly line: string
  /** The line is a file, run by its name. */
  readonly script?: boolean
  readonly args?: readonly string[]
  readonly stdin?: string
  /**
   * Run in namespaces of its own: a network of nothing but a loopback interface, a host called web.
   */
  readonly isApart?: boolean
  /** Whoever is apart may have another /etc/hosts and /etc/resolv.conf; he then has an address too. */
  readonly etc?: Readonly<Record<string, string>>
  /** Addresses that a name server at 127.0.0.1 knows, for whoever is apart. */
  readonly names?: Readonly<Record<string, readonly string[]>>
  /** In the working directory, by name. */
  readonly files?: Readonly<Record<string, string>>
}

/** A line for the tools of GNU and of busybox, or for those of one of them. */
export type ToolCase = Case & { readonly flavours?: readonly ('gnu' | 'busybox')[] }
