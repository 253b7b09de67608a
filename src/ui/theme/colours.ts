// Monaco and xterm paint with colours of their own; they are given ours as #rrggbb.

let pen: CanvasRenderingContext2D | null = null

/** What a token such as `paper` is in the theme that is worn now. */
export function colourOf(token: string): string {
  const probe = document.createElement('span')
  probe.style.color = `var(--${token})`
  document.body.append(probe)
  const colour = getComputedStyle(probe).color
  probe.remove()
  return hexOf(colour)
}

/** Whether the theme that is worn now is the dark one. */
export function isDark(): boolean {
  const worn = document.documentElement.dataset.theme
  if (worn !== undefined) return worn === 'dark'
  return matchMedia('(prefers-color-scheme: dark)').matches
}

export function fontOf(token: 'font' | 'mono'): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${token}`).trim()
}

/** A canvas knows every notation of a colour that the browser knows. */
function hexOf(colour: string): string {
  pen ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (pen === null) return '#808080'
  pen.fillStyle = colour
  pen.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0] = pen.getImageData(0, 0, 1, 1).data
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`
}
