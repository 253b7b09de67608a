const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The date of HTTP headers: Sun, 06 Nov 1994 08:49:37 GMT. */
export function httpDate(epochMs: number): string {
  const date = new Date(epochMs)
  const day = `${date.getUTCDate()}`.padStart(2, '0')
  const month = MONTHS[date.getUTCMonth()] ?? ''
  const time = date.toISOString().slice(11, 19)
  return `${DAYS[date.getUTCDay()] ?? ''}, ${day} ${month} ${date.getUTCFullYear()} ${time} GMT`
}

/** The time of an access log in the combined format: 06/Nov/1994:08:49:37 +0000. */
export function logDate(epochMs: number): string {
  const date = new Date(epochMs)
  const day = `${date.getUTCDate()}`.padStart(2, '0')
  const month = MONTHS[date.getUTCMonth()] ?? ''
  return `${day}/${month}/${date.getUTCFullYear()}:${date.toISOString().slice(11, 19)} +0000`
}
