import type { Fact } from './history.ts'

/** Bytes of a fact itself, and of what an object's new version does not share with the old one. */
const FACT_BYTES = 340
const VERSION_BYTES = 700
const ENDPOINTS_BYTES = 400

/** About how many bytes of memory a fact holds: measured, then counted by what varies. */
export function weightOf(fact: Fact): number {
  switch (fact.kind) {
    case 'object.added':
    case 'object.modified':
    case 'object.deleted':
      return FACT_BYTES + VERSION_BYTES
    case 'exchange.opened':
      return FACT_BYTES + ENDPOINTS_BYTES
    case 'input.line':
    case 'input.keys':
    case 'container.logged':
    case 'terminal.wrote':
      return FACT_BYTES + fact.data.text.length
    default:
      return FACT_BYTES
  }
}
