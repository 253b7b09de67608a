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
  /** In the working directory, by name. */
  readonly files?: Readonly<Record<string, string>>
}

/** A line for the tools of GNU and of busybox, or for those of one of them. */
export type ToolCase = Case & { readonly flavours?: readonly ('gnu' | 'busybox')[] }
