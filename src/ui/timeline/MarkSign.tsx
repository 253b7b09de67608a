import type { Mark } from './lanes.ts'
import styles from './MarkSign.module.css'

/** A shape of its own for each kind of mark; its words stand in its title. */
export function MarkSign({ mark }: { readonly mark: Mark }) {
  const look = lookOf(mark)
  return (
    <svg className={styles.sign} data-look={look} viewBox="0 0 10 10" aria-hidden="true">
      <path d={SHAPES[look]} />
    </svg>
  )
}

/** On a grid of 10 by 10; marks point down at their moment. */
const SHAPES = {
  asked: 'M1 1.5h8L5 8.5z',
  killed: 'M1 1.5h8L5 8.5z',
  memory: 'M5 .5 9.5 5 5 9.5.5 5z',
  probe: 'M2 2l6 6M8 2 2 8',
  bind: 'M5 1a4 4 0 1 0 0 8a4 4 0 1 0 0-8M2.2 2.2l5.6 5.6',
  deletion: 'M1.5 2.5h7M3 2.5v6.5h4V2.5M4 1h2',
  eviction: 'M5 9V2M1.8 5 5 1.5 8.2 5',
  gone: 'M1.5 5h7',
} as const

function lookOf(mark: Mark): keyof typeof SHAPES {
  switch (mark.kind) {
    case 'signal':
      return mark.signal === 'KILL' ? 'killed' : 'asked'
    case 'oom':
      return 'memory'
    case 'deletion':
    case 'eviction':
    case 'gone':
    case 'probe':
    case 'bind':
      return mark.kind
  }
}
