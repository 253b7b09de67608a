import { ViewportPortal } from '@xyflow/react'
import { pathThrough } from './geometry.ts'
import type { Layout } from './layout.ts'
import styles from './MountLines.module.css'

/** The lines from volumes to the places in the containers' files where they are mounted. */
export function MountLines({ layout }: { readonly layout: Layout }) {
  return (
    <ViewportPortal>
      <svg className={styles.lines} aria-hidden="true">
        {layout.capsules.map(({ box, layout: { capsule, mounts } }) => (
          <g key={capsule.key} transform={`translate(${box.x} ${box.y})`}>
            {mounts.map(({ id, points, isWanted }) => (
              <g key={id}>
                <path className={styles.halo} d={pathThrough(points, 6)} />
                <path className={styles.line} data-wanted={isWanted} d={pathThrough(points, 6)} />
              </g>
            ))}
          </g>
        ))}
      </svg>
    </ViewportPortal>
  )
}
