import { quoteGo } from '../field-error.ts'

/**
 * Why a certificate and its key cannot be what TLS needs, as far as their PEM shows it. Source:
 * X509KeyPair of Go's crypto/tls.
 */
export function mistakeInTlsPair(certificate: string, key: string): string | undefined {
  return mistakeInCertificate(blocksIn(certificate)) ?? mistakeInKey(blocksIn(key))
}

const BLOCK = /(?:^|\n)-----BEGIN ([^\n]*?)-----[ \t]*\n[^-]*-----END \1-----/g

/** What the blocks of a PEM text say to be. */
function blocksIn(text: string): readonly string[] {
  return Array.from(text.replaceAll('\r\n', '\n').matchAll(BLOCK), ([, type = '']) => type)
}

function mistakeInCertificate(types: readonly string[]): string | undefined {
  if (types.includes('CERTIFICATE')) return undefined
  const [first] = types
  if (first === undefined) return 'tls: failed to find any PEM data in certificate input'
  if (types.length === 1 && first.endsWith('PRIVATE KEY'))
    return 'tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched'
  return `tls: failed to find "CERTIFICATE" PEM block in certificate input after skipping PEM blocks of the following types: ${listed(types)}`
}

function mistakeInKey(types: readonly string[]): string | undefined {
  if (types.some((type) => type === 'PRIVATE KEY' || type.endsWith(' PRIVATE KEY')))
    return undefined
  const [first] = types
  if (first === undefined) return 'tls: failed to find any PEM data in key input'
  if (types.length === 1 && first === 'CERTIFICATE')
    return 'tls: found a certificate rather than a key in the PEM for the private key'
  return `tls: failed to find PEM block with type ending in ${quoteGo('PRIVATE KEY')} in key input after skipping PEM blocks of the following types: ${listed(types)}`
}

function listed(types: readonly string[]): string {
  return `[${types.join(' ')}]`
}
