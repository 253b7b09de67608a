import type { Program } from '#engine'
import { programFrom } from '../program.ts'

type Release = 'CURL_7_29' | 'CURL_7_88'

/** curl as CentOS 7 has it. */
export const curl729 = curlOf('CURL_7_29')
/** curl as Debian 12 has it. */
export const curl788 = curlOf('CURL_7_88')

function curlOf(release: Release): Program {
  return programFrom(async () => {
    const [{ createCurl }, editions] = await Promise.all([
      import('./curl.ts'),
      import('./edition.ts'),
    ])
    return createCurl(editions[release])
  })
}
