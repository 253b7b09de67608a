/** %e, %f and %g of printf(3), and their capitals. */
export function decimalText(kind: string, number: number, digits: number | undefined): string {
  if (!Number.isFinite(number)) return Number.isNaN(number) ? 'nan' : number < 0 ? '-inf' : 'inf'
  const text = lowerText(kind.toLowerCase(), number, digits ?? 6)
  return kind === kind.toUpperCase() ? text.toUpperCase() : text
}

function lowerText(kind: string, number: number, digits: number): string {
  switch (kind) {
    case 'f':
      return number.toFixed(digits)
    case 'e':
      return exponential(number, digits)
    default:
      return generalText(number, digits)
  }
}

function exponential(number: number, digits: number): string {
  return number
    .toExponential(digits)
    .replace(/e([-+])(\d)$/, (_, sign: string, digit: string) => `e${sign}0${digit}`)
}

/** %g: whichever of %e and %f is shorter, without zeros at its end. */
export function generalText(number: number, digits: number): string {
  const places = Math.max(1, digits)
  const rounded = number.toExponential(places - 1)
  const exponent = number === 0 ? 0 : Number(/e([-+]\d+)$/.exec(rounded)?.[1])
  const isExponential = exponent < -4 || exponent >= places
  const text = isExponential
    ? exponential(number, places - 1)
    : number.toFixed(places - 1 - exponent)
  return text.includes('.') ? text.replace(/\.?0+(?=e|$)/, '') : text
}
