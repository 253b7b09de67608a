import type { NodeProps } from '@xyflow/react'
import { useWords } from '../words/words.ts'
import styles from './CapsuleNode.module.css'
import type { CapsuleLayout } from './capsule-layout.ts'
import type { CapsuleNodeType } from './flow-of.ts'
import { pathThrough } from './geometry.ts'
import { WIRE_INSET } from './layout.ts'
import { Notice } from './Notice.tsx'
import { StateSign } from './StateSign.tsx'

/** From this width on there is room for every word on the rim. */
const ROOMY = 440

/** What of a name is always seen: what the API server makes of `generateName`, and its hyphen. */
const END = 6

/** A Pod: glass, with its name, phase and address on the rim, standing on its pause plate. */
export function CapsuleNode({ data, selected }: NodeProps<CapsuleNodeType>) {
  const { diagram: say } = useWords()
  const { capsule, divider, plate, width } = data.placed.layout
  const isWanted = capsule.presence === 'wanted'
  return (
    <div
      className={styles.capsule}
      data-presence={capsule.presence}
      data-tone={capsule.tone}
      data-selected={selected}
    >
      <span className={styles.gleam} />
      <Notice part="pod" />
      <span className={styles.words}>
        <span className={styles.rim}>
          {width >= ROOMY && <span className={styles.kind}>{say.pod}</span>}
          <Name name={capsule.name} />
          {isWanted ? (
            <span className={styles.phase}>{say.wanted}</span>
          ) : (
            <span className={styles.phase} data-tone={capsule.tone}>
              <StateSign tone={capsule.tone} />
              {capsule.word}
            </span>
          )}
        </span>
        {!isWanted && (
          <span className={`${styles.rim} ${styles.address}`}>
            {capsule.ips[0] ?? say.noAddress}
          </span>
        )}
      </span>
      {divider !== undefined && (
        <span
          className={styles.divider}
          style={{ left: divider.x, top: divider.y, height: divider.height }}
        />
      )}
      {data.placed.isStanding && capsule.hasSandbox && <Tail layout={data.placed.layout} />}
      <span
        className={styles.plate}
        data-there={capsule.hasSandbox}
        style={{ left: plate.x, top: plate.y, width: plate.width, height: plate.height }}
      >
        {say.pause}
      </span>
    </div>
  )
}

/** Where room is short it gives way in the middle: names that were made differ at their end. */
function Name({ name }: { readonly name: string }) {
  return (
    <strong className={styles.name}>
      <span className={styles.start}>{name.slice(0, -END)}</span>
      <span>{name.slice(-END)}</span>
    </strong>
  )
}

/** The wire of eth0, outside of the glass. */
function Tail({ layout }: { readonly layout: CapsuleLayout }) {
  const { lanes, width, height } = layout
  const y = (lanes.away + lanes.back) / 2
  const wire = [
    { x: width, y },
    { x: lanes.wireX, y },
    { x: lanes.wireX, y: height + WIRE_INSET },
  ]
  return (
    <svg className={styles.tail} aria-hidden="true">
      <path d={pathThrough(wire, 8)} transform="translate(-2 -2)" />
    </svg>
  )
}
