import { invalidValue, required } from '../field-error.ts'
import { dns1123Label, dns1123Subdomain } from '../names.ts'
import type { Errors } from './rules.ts'

/** Who signs certificates: a domain, and a path below it. */
export function validateSignerName(path: string, name: string): Errors {
  if (name === '') return [required(path, '')]
  const [domain = '', rest = '', ...more] = name.split('/')
  if (!name.includes('/') || more.length > 0)
    return [
      invalidValue(
        path,
        name,
        "must be a fully qualified domain and path of the form 'example.com/signer-name'",
      ),
    ]
  return [
    ...dns1123Subdomain(domain).map((words) => invalidValue(path, domain, words)),
    ...(domain.split('.').length < 2
      ? [
          invalidValue(
            path,
            domain,
            'should be a domain with at least two segments separated by dots',
          ),
        ]
      : []),
    ...rest
      .split('.')
      .flatMap((segment) => dns1123Label(segment))
      .map((words) => invalidValue(path, rest, words)),
  ]
}
