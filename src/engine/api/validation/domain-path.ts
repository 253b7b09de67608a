import { invalidValue, required } from '../field-error.ts'
import { dns1123Subdomain } from '../names.ts'
import { type Errors, fits } from './rules.ts'

const HTTP_PATH = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+"
const isHttpPath = new RegExp(`^${HTTP_PATH}$`)

/** A domain, a slash and a path. Source: IsDomainPrefixedPath of k8s.io/apimachinery. */
export function validateDomainPath(path: string, value: string): Errors {
  if (value === '') return [required(path, '')]
  const slash = value.indexOf('/')
  if (slash <= 0 || slash === value.length - 1)
    return [invalidValue(path, value, 'must be a domain-prefixed path (such as "acme.io/foo")')]
  const rest = value.slice(slash + 1)
  return [
    ...fits(path, value.slice(0, slash), dns1123Subdomain),
    ...(isHttpPath.test(rest)
      ? []
      : [invalidValue(path, rest, `Invalid path (regex used for validation is '${HTTP_PATH}')`)]),
  ]
}
