const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

const COMPOSED: Readonly<Record<string, string>> = {
  c: '%a %b %e %H:%M:%S %Y',
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  h: '%b',
  R: '%H:%M',
  r: '%I:%M:%S %p',
  T: '%H:%M:%S',
  x: '%m/%d/%y',
  X: '%H:%M:%S',
}

/** strftime(3) in the C locale and UTC, with the nanoseconds and padding marks of GNU date. */
export function strftime(format: string, epochMs: number): string {
  const date = new Date(epochMs)
  return format.replaceAll(/%([-_0^#]?)(:{0,2}z|[\s\S])/g, (whole, mark: string, code: string) => {
    const composed = COMPOSED[code]
    if (composed !== undefined) return strftime(composed, epochMs)
    const part = partOf(code, date)
    return part === undefined ? whole : marked(part, mark)
  })
}

function marked(part: string, mark: string): string {
  switch (mark) {
    case '-':
      return part.replace(/^[0 ]+(?=.)/, '')
    case '_':
      return part.replace(/^0+(?=.)/, (zeros) => ' '.repeat(zeros.length))
    case '0':
      return part.replace(/^ +/, (spaces) => '0'.repeat(spaces.length))
    case '^':
      return part.toUpperCase()
    default:
      return part
  }
}

const two = (value: number): string => `${value}`.padStart(2, '0')

function partOf(code: string, date: Date): string | undefined {
  return dayPart(code, date) ?? timePart(code, date)
}

function dayPart(code: string, date: Date): string | undefined {
  const day = date.getUTCDay()
  const year = date.getUTCFullYear()
  switch (code) {
    case 'a':
      return DAYS[day]?.slice(0, 3)
    case 'A':
      return DAYS[day]
    case 'b':
      return MONTHS[date.getUTCMonth()]?.slice(0, 3)
    case 'B':
      return MONTHS[date.getUTCMonth()]
    case 'C':
      return two(Math.floor(year / 100))
    case 'd':
      return two(date.getUTCDate())
    case 'e':
      return `${date.getUTCDate()}`.padStart(2)
    case 'G':
      return `${isoWeek(date).year}`
    case 'j':
      return `${dayOfYear(date) + 1}`.padStart(3, '0')
    case 'm':
      return two(date.getUTCMonth() + 1)
    case 'u':
      return `${day === 0 ? 7 : day}`
    case 'U':
      return two(Math.floor((dayOfYear(date) + 7 - day) / 7))
    case 'V':
      return two(isoWeek(date).week)
    case 'w':
      return `${day}`
    case 'W':
      return two(Math.floor((dayOfYear(date) + 7 - ((day + 6) % 7)) / 7))
    case 'y':
      return two(year % 100)
    case 'Y':
      return `${year}`
    default:
      return undefined
  }
}

function timePart(code: string, date: Date): string | undefined {
  const hours = date.getUTCHours()
  const twelve = hours % 12 === 0 ? 12 : hours % 12
  const epochMs = date.getTime()
  switch (code) {
    case 'H':
      return two(hours)
    case 'I':
      return two(twelve)
    case 'k':
      return `${hours}`.padStart(2)
    case 'l':
      return `${twelve}`.padStart(2)
    case 'M':
      return two(date.getUTCMinutes())
    case 'N':
      return `${Math.floor((epochMs - Math.floor(epochMs / 1000) * 1000) * 1e6)}`.padStart(9, '0')
    case 'n':
      return '\n'
    case 'p':
      return hours < 12 ? 'AM' : 'PM'
    case 'P':
      return hours < 12 ? 'am' : 'pm'
    case 's':
      return `${Math.floor(epochMs / 1000)}`
    case 'S':
      return two(date.getUTCSeconds())
    case 't':
      return '\t'
    case 'z':
      return '+0000'
    case ':z':
      return '+00:00'
    case '::z':
      return '+00:00:00'
    case 'Z':
      return 'UTC'
    case '%':
      return '%'
    default:
      return undefined
  }
}

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000)
}

/** ISO 8601: the week belongs to the year of its Thursday. */
function isoWeek(date: Date): { readonly year: number; readonly week: number } {
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * 86_400_000)
  return { year: thursday.getUTCFullYear(), week: Math.floor(dayOfYear(thursday) / 7) + 1 }
}
