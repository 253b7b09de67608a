/** Apache's words for a status: its line, and what its page says. */
const TEXTS: Readonly<Record<number, readonly [reason: string, text: string]>> = {
  200: ['OK', ''],
  206: ['Partial Content', ''],
  301: ['Moved Permanently', ''],
  304: ['Not Modified', ''],
  400: [
    'Bad Request',
    '<p>Your browser sent a request that this server could not understand.<br />\n</p>',
  ],
  403: ['Forbidden', "<p>You don't have permission to access this resource.</p>"],
  404: ['Not Found', '<p>The requested URL was not found on this server.</p>'],
  405: ['Method Not Allowed', ''],
  501: ['Not Implemented', ''],
}

export function reasonOf(status: number): string {
  return TEXTS[status]?.[0] ?? ''
}

/** The page of an error or a redirection; `text` where it depends on the request. */
export function errorPage(status: number, text = TEXTS[status]?.[1] ?? ''): string {
  const reason = reasonOf(status)
  return (
    '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n' +
    `<title>${status} ${reason}</title>\n</head><body>\n<h1>${reason}</h1>\n${text}\n</body></html>\n`
  )
}
