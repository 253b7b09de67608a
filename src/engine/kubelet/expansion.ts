/**
 * Replaces `$(NAME)` by the value of a variable. `$$` stands for one `$`, so that `$$(NAME)` stays
 * `$(NAME)`; a name that is not known stays as it is written. See [R61].
 */
export function expand(text: string, valueOf: (name: string) => string | undefined): string {
  return text.replace(/\$(?:\$|\(([^)]*)\))/g, (whole, name: string | undefined) => {
    if (name === undefined) return '$'
    return valueOf(name) ?? whole
  })
}

/** What only the variables of a Pod's fields may be used for, such as subPathExpr: all must be known. */
export function expandStrictly(
  text: string,
  valueOf: (name: string) => string | undefined,
): { readonly text: string } | { readonly missing: string } {
  let missing: string | undefined
  const expanded = expand(text, (name) => {
    const value = valueOf(name)
    if (value === undefined) missing ??= name
    return value
  })
  return missing === undefined ? { text: expanded } : { missing }
}
