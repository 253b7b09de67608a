/** Puts values in the place of $name and ${name}; what nobody knows is empty. */
export function interpolate(text: string, valueOf: (name: string) => string): string {
  return text.replace(
    /\$(?:\{([A-Za-z0-9_]+)\}|([A-Za-z0-9_]+))/g,
    (_match: string, braced: string | undefined, plain: string | undefined) =>
      valueOf(braced ?? plain ?? ''),
  )
}
