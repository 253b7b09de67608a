// What compressed headers may refer to from the first on: SPDY/3.1, section 2.6.10.1.

/** Each stands with its length before it. */
const WORDS =
  'options|head|post|put|delete|trace|accept|accept-charset|accept-encoding|accept-language|a' +
  'ccept-ranges|age|allow|authorization|cache-control|connection|content-base|content-encodin' +
  'g|content-language|content-length|content-location|content-md5|content-range|content-type|' +
  'date|etag|expect|expires|from|host|if-match|if-modified-since|if-none-match|if-range|if-un' +
  'modified-since|last-modified|location|max-forwards|pragma|proxy-authenticate|proxy-authori' +
  'zation|range|referer|retry-after|server|te|trailer|transfer-encoding|upgrade|user-agent|va' +
  'ry|via|warning|www-authenticate|method|get|status|200 OK|version|HTTP/1.1|url|public|set-c' +
  'ookie|keep-alive|origin'

/** What follows them, without lengths. */
const TEXT =
  '100101201202205206300302303304305306307402405406407408409410411412413414415416417502504505' +
  '203 Non-Authoritative Information204 No Content301 Moved Permanently400 Bad Request401 Una' +
  'uthorized403 Forbidden404 Not Found500 Internal Server Error501 Not Implemented503 Service' +
  ' UnavailableJan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec 00:00:00 Mon, Tue, Wed, Thu, ' +
  'Fri, Sat, Sun, GMTchunked,text/html,image/png,image/jpg,image/gif,application/xml,applicat' +
  'ion/xhtml+xml,text/plain,text/javascript,publicprivatemax-age=gzip,deflate,sdchcharset=utf' +
  '-8charset=iso-8859-1,utf-,*,enq=0.'

export const DICTIONARY: Uint8Array = Buffer.concat([
  ...WORDS.split('|').flatMap((word) => [lengthOf(word), Buffer.from(word)]),
  Buffer.from(TEXT),
])

function lengthOf(word: string): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(word.length)
  return bytes
}
