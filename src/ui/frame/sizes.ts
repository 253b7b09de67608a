/** Where the lines between the zones stand: widths in pixels, and the editor's part of the height. */
export interface Sizes {
  readonly lesson: number
  readonly bench: number
  readonly editor: number
}

export type Line = keyof Sizes

/** How far each line can be moved. */
export const limits: Readonly<Record<Line, readonly [least: number, most: number]>> = {
  lesson: [264, 560],
  bench: [300, 760],
  editor: [0.2, 0.8],
}

/** Keys move a line by this much. */
export const steps: Sizes = { lesson: 16, bench: 16, editor: 0.04 }

export function firstSizes(windowWidth: number): Sizes {
  if (windowWidth >= 1500) return { lesson: 380, bench: 480, editor: 0.55 }
  if (windowWidth >= 1280) return { lesson: 348, bench: 424, editor: 0.55 }
  return { lesson: 300, bench: 360, editor: 0.55 }
}

export function withLine(sizes: Sizes, line: Line, size: number): Sizes {
  const [least, most] = limits[line]
  return { ...sizes, [line]: Math.min(most, Math.max(least, size)) }
}

/** What was kept by an earlier visit; undefined where it is none of ours. */
export function readSizes(kept: string | undefined): Sizes | undefined {
  const parts = kept?.split(' ').map(Number) ?? []
  const [lesson, bench, editor] = parts
  if (lesson === undefined || bench === undefined || editor === undefined) return undefined
  if (parts.length !== 3 || parts.some(Number.isNaN)) return undefined
  return withLine(
    withLine(withLine({ lesson, bench, editor }, 'lesson', lesson), 'bench', bench),
    'editor',
    editor,
  )
}

export function writeSizes({ lesson, bench, editor }: Sizes): string {
  return [Math.round(lesson), Math.round(bench), Math.round(editor * 1000) / 1000].join(' ')
}
