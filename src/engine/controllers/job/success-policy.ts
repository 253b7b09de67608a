import type { Job } from '../../api/generated/types.ts'
import { isIndexed, parseIndexes } from './indexes.ts'

/**
 * The first rule of the Job's successPolicy that the indexes which are done satisfy; undefined where
 * there is none. Source: job/success_policy.go.
 */
export function successRuleOf(
  { spec, ...job }: Job,
  done: ReadonlySet<number>,
): number | undefined {
  if (!isIndexed({ ...job, spec }) || done.size === 0) return undefined
  const rules = spec.successPolicy?.rules ?? []
  const index = rules.findIndex(({ succeededIndexes, succeededCount }) => {
    if (succeededIndexes === undefined)
      return succeededCount !== undefined && done.size >= succeededCount
    const wanted = [...parseIndexes(succeededIndexes)].filter((it) => it < (spec.completions ?? 0))
    const reached = wanted.filter((it) => done.has(it)).length
    const isEnough = succeededCount !== undefined && reached >= succeededCount
    return wanted.length > 0 && (reached === wanted.length || isEnough)
  })
  return index < 0 ? undefined : index
}
