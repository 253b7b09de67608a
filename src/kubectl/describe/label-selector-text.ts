import type { LabelSelector } from '#engine'
import { sortedEntries } from './metadata.ts'

/** A selector as people write it: `app=web,tier in (a,b),!old`; `<none>` when it is empty. */
export function labelSelectorText(selector: LabelSelector | undefined): string {
  const { matchLabels, matchExpressions = [] } = selector ?? {}
  const parts = [
    ...sortedEntries(matchLabels).map(([key, value]) => ({ key, text: `${key}=${value}` })),
    ...matchExpressions.map(({ key, operator, values = [] }) => ({
      key,
      text: expressionText(key, operator, [...values].sort()),
    })),
  ]
  if (parts.length === 0) return '<none>'
  parts.sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0))
  return parts.map(({ text }) => text).join(',')
}

function expressionText(key: string, operator: string, values: readonly string[]): string {
  switch (operator) {
    case 'In':
      return `${key} in (${values.join(',')})`
    case 'NotIn':
      return `${key} notin (${values.join(',')})`
    case 'Exists':
      return key
    default:
      return `!${key}`
  }
}
