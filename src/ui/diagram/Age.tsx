import { ageOf } from '../time/age.ts'
import { useNow } from '../time/now.ts'

/** How long it has been so. */
export function Age({ since }: { readonly since: number }) {
  return <>{ageOf(useNow() - since)}</>
}
