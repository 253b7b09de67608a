/** An image as a manifest names it, taken apart. */
export interface ImageName {
  /** With its registry: docker.io/library/nginx. */
  readonly repository: string
  /** `latest` when neither a tag nor a digest is given. */
  readonly tag: string
  readonly digest: string
}

const PATH_PART = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*'
const DOMAIN_PART = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])'
const DOMAIN = `${DOMAIN_PART}(?:\\.${DOMAIN_PART})*(?::[0-9]+)?`
const REFERENCE = new RegExp(
  `^((?:${DOMAIN}/)?${PATH_PART}(?:/${PATH_PART})*)(?::([\\w][\\w.-]{0,127}))?(?:@([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$`,
)

/** Reads `nginx:1.27`; undefined when it is no name of an image. */
export function parseImageName(image: string): ImageName | undefined {
  const [, name, tag = '', digest = ''] = (image.length > 1000 ? null : REFERENCE.exec(image)) ?? []
  if (name === undefined) return undefined
  const isBare = tag === '' && digest === ''
  return { repository: withRegistry(name), tag: isBare ? 'latest' : tag, digest }
}

/** As the container runtimes complete a short name. */
function withRegistry(name: string): string {
  const slash = name.indexOf('/')
  const first = name.slice(0, Math.max(slash, 0))
  const hasRegistry = slash >= 0 && (/[.:]/.test(first) || first === 'localhost')
  if (hasRegistry) return name
  return slash < 0 ? `docker.io/library/${name}` : `docker.io/${name}`
}
