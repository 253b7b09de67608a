/** The texts that nginx has for statuses; one line of the response and one of the page. */
const TEXTS: Readonly<Record<number, readonly [reason: string, page?: string]>> = {
  200: ['OK'],
  201: ['Created'],
  202: ['Accepted'],
  204: ['No Content'],
  206: ['Partial Content'],
  301: ['Moved Permanently', '301 Moved Permanently'],
  302: ['Moved Temporarily', '302 Found'],
  303: ['See Other', '303 See Other'],
  304: ['Not Modified'],
  307: ['Temporary Redirect', '307 Temporary Redirect'],
  308: ['Permanent Redirect', '308 Permanent Redirect'],
  400: ['Bad Request', '400 Bad Request'],
  401: ['Unauthorized', '401 Authorization Required'],
  403: ['Forbidden', '403 Forbidden'],
  404: ['Not Found', '404 Not Found'],
  405: ['Not Allowed', '405 Not Allowed'],
  408: ['Request Time-out', '408 Request Time-out'],
  409: ['Conflict', '409 Conflict'],
  410: ['Gone', '410 Gone'],
  413: ['Request Entity Too Large', '413 Request Entity Too Large'],
  416: ['Requested Range Not Satisfiable', '416 Requested Range Not Satisfiable'],
  429: ['Too Many Requests', '429 Too Many Requests'],
  500: ['Internal Server Error', '500 Internal Server Error'],
  501: ['Not Implemented', '501 Not Implemented'],
  502: ['Bad Gateway', '502 Bad Gateway'],
  503: ['Service Temporarily Unavailable', '503 Service Temporarily Unavailable'],
  504: ['Gateway Time-out', '504 Gateway Time-out'],
}

export function reasonOf(status: number): string {
  return TEXTS[status]?.[0] ?? ''
}

/** Empty where nginx has no page for a status. */
export function errorPage(status: number, version: string): string {
  const title = TEXTS[status]?.[1]
  if (title === undefined) return ''
  return [
    '<html>',
    `<head><title>${title}</title></head>`,
    '<body>',
    `<center><h1>${title}</h1></center>`,
    `<hr><center>nginx/${version}</center>`,
    '</body>',
    '</html>',
    '',
  ].join('\r\n')
}
