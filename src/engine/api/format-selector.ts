import type { LabelSelector } from './generated/types.ts'
import { type Requirement, requirementsOf } from './label-selector.ts'

/** A selector on one line, as tables show it: `app=web,tier in (a,b),!canary`. */
export function formatSelector(selector: LabelSelector | undefined): string {
  if (selector === undefined) return '<none>'
  const exact = new Set(Object.keys(selector.matchLabels ?? {}))
  const requirements = [...requirementsOf(selector)].sort((a, b) => (a.key < b.key ? -1 : 1))
  const text = requirements.map((it) => requirementText(it, exact.has(it.key))).join(',')
  return text === '' ? '<none>' : text
}

function requirementText({ key, operator, values }: Requirement, isExact: boolean): string {
  switch (operator) {
    case 'exists':
      return key
    case '!':
      return `!${key}`
    default:
      return isExact
        ? `${key}=${values[0] ?? ''}`
        : `${key} ${operator} (${[...values].sort().join(',')})`
  }
}
