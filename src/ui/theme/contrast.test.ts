import { expect, test } from 'vitest'
import tokens from './tokens.css?raw'

type Theme = 'light' | 'dark'

const papers = ['paper', 'paper-raised', 'paper-sunk']
const states = ['running', 'waiting', 'ended', 'failed', 'network', 'volume']

const textPairs: readonly (readonly [text: string, below: string])[] = [
  ...papers.flatMap((paper) => [['ink', paper] as const, ['ink-soft', paper] as const]),
  ...states.flatMap((state) => [
    [`${state}-text`, 'paper'] as const,
    [`${state}-text`, 'paper-raised'] as const,
    [`${state}-text`, `${state}-fill`] as const,
    ['ink', `${state}-fill`] as const,
    ['ink-soft', `${state}-fill`] as const,
  ]),
  ['ink', 'plank'],
  ['ink-soft', 'plank'],
  ['ink', 'selection'],
  ...['key', 'string', 'number', 'word', 'comment'].flatMap((kind) => [
    [`code-${kind}`, 'paper-raised'] as const,
    [`code-${kind}`, 'paper-sunk'] as const,
  ]),
]

const edgePairs: readonly (readonly [edge: string, below: string])[] = [
  ...papers.map((paper) => ['edge', paper] as const),
  ...states.flatMap((state) => [
    [state, 'paper'] as const,
    [state, 'paper-raised'] as const,
    [state, `${state}-fill`] as const,
  ]),
  ['glass-edge', 'paper'],
  ['plank-edge', 'paper'],
]

test.each(textPairs)('text: %s on %s has 4.5:1 in both themes', (text, below) => {
  expect(contrast('light', text, below)).toBeGreaterThanOrEqual(4.5)
  expect(contrast('dark', text, below)).toBeGreaterThanOrEqual(4.5)
})

test.each(edgePairs)('edges and icons: %s on %s have 3:1 in both themes', (edge, below) => {
  expect(contrast('light', edge, below)).toBeGreaterThanOrEqual(3)
  expect(contrast('dark', edge, below)).toBeGreaterThanOrEqual(3)
})

/** The contrast ratio of WCAG 2.2. */
function contrast(theme: Theme, one: string, other: string): number {
  const [dark, light] = [luminance(theme, one), luminance(theme, other)].sort((a, b) => a - b)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

function luminance(theme: Theme, name: string): number {
  const [lightness, chroma, hue] = colour(theme, name)
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const [l, m, s] = [
    (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3,
    (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3,
    (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3,
  ]
  const red = inGamut(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)
  const green = inGamut(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)
  const blue = inGamut(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function inGamut(value: number): number {
  return Math.min(1, Math.max(0, value))
}

/** Lightness 0 to 1, chroma, hue in degrees; an alpha does not count. */
function colour(theme: Theme, name: string): readonly [number, number, number] {
  const pair = new RegExp(`--${name}: light-dark\\((oklch\\([^)]*\\)), (oklch\\([^)]*\\))\\)`).exec(
    tokens,
  )
  const value = pair?.[theme === 'light' ? 1 : 2]
  const numbers = value?.match(/[\d.]+/g)?.map(Number) ?? []
  const [lightness, chroma, hue] = numbers
  if (lightness === undefined || chroma === undefined || hue === undefined)
    throw new Error(`tokens.css has no colour --${name} for both themes`)
  return [lightness / 100, chroma, hue]
}
