/** An image by its full name, as every runtime and the kubelet understand what a manifest says. */
export interface ImageReference {
  /** With its registry: docker.io/library/busybox. */
  readonly repository: string
  readonly domain: string
  readonly path: string
  /** `latest` where neither tag nor digest is given. */
  readonly tag?: string
  /** sha256:… */
  readonly digest?: string
}

export type ParsedReference =
  | { readonly ok: true; readonly reference: ImageReference }
  /** Why not, in the words of distribution/reference. */
  | { readonly ok: false; readonly message: string }

const HUB = 'docker.io'
const OFFICIAL = 'library/'
const LONGEST_PATH = 255

const COMPONENT = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*'
const PATH = `${COMPONENT}(?:/${COMPONENT})*`
const LABEL = '[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]'
const DOMAIN = `(?:(?:${LABEL})(?:\\.(?:${LABEL}))*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`
const TAG = '[\\w][\\w.-]{0,127}'
const DIGEST = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}'
const REFERENCE = new RegExp(`^(${DOMAIN})/(${PATH})(?::(${TAG}))?(?:@(${DIGEST}))?$`)
const DIGEST_LENGTHS = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
])

/** ParseNormalizedNamed of distribution/reference, with the default tag. */
export function parseImageReference(text: string): ParsedReference {
  if (/^[a-f0-9]{64}$/.test(text))
    return refused(`invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`)
  const { domain, rest } = splitDomain(text)
  const [name = ''] = rest.split(':')
  if (name !== name.toLowerCase())
    return refused(`invalid reference format: repository name (${name}) must be lowercase`)
  const whole = `${domain}/${rest}`
  const [, foundDomain, path, tag, digest] = REFERENCE.exec(whole) ?? []
  if (foundDomain === undefined || path === undefined)
    return refused(
      REFERENCE.test(whole.toLowerCase())
        ? 'repository name must be lowercase'
        : 'invalid reference format',
    )
  if (path.length > LONGEST_PATH)
    return refused(`repository name must not be more than ${LONGEST_PATH} characters`)
  const wrong = digest === undefined ? undefined : digestFault(digest)
  if (wrong !== undefined) return refused(wrong)
  return { ok: true, reference: referenceOf({ domain: foundDomain, path, tag, digest }) }
}

/** docker.io/library/busybox:1.36, or …@sha256:…; of a tag and a digest the digest counts. */
export function formatReference(reference: ImageReference): string {
  const { repository, tag, digest } = reference
  return digest === undefined ? `${repository}:${tag ?? 'latest'}` : `${repository}@${digest}`
}

function referenceOf(parts: {
  readonly domain: string
  readonly path: string
  readonly tag: string | undefined
  readonly digest: string | undefined
}): ImageReference {
  const { domain, path, digest } = parts
  const tag = parts.tag ?? (digest === undefined ? 'latest' : undefined)
  return {
    repository: `${domain}/${path}`,
    domain,
    path,
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  }
}

/** The first part is a registry when it looks like a host; otherwise it all is Docker Hub's. */
function splitDomain(text: string): { readonly domain: string; readonly rest: string } {
  const slash = text.indexOf('/')
  if (slash < 0) return { domain: HUB, rest: OFFICIAL + text }
  const first = text.slice(0, slash)
  const isHost = first === 'localhost' || /[.:]/.test(first) || first !== first.toLowerCase()
  const domain = !isHost || first === 'index.docker.io' ? HUB : first
  const rest = isHost ? text.slice(slash + 1) : text
  return { domain, rest: domain === HUB && !rest.includes('/') ? OFFICIAL + rest : rest }
}

function digestFault(digest: string): string | undefined {
  const [algorithm = '', hex = ''] = digest.split(':')
  const length = DIGEST_LENGTHS.get(algorithm)
  if (length === undefined) return 'unsupported digest algorithm'
  if (hex.length !== length) return 'invalid checksum digest length'
  return /^[a-f0-9]+$/.test(hex) ? undefined : 'invalid checksum digest format'
}

function refused(message: string): ParsedReference {
  return { ok: false, message }
}
