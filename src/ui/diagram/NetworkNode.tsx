import type { NodeProps } from '@xyflow/react'
import { useWords } from '../words/words.ts'
import { bottomOf, centreX, pathThrough } from './geometry.ts'
import type { CapsuleLayout } from './capsule-layout.ts'
import type { NetworkNodeType } from './flow-of.ts'
import { Notice } from './Notice.tsx'
import styles from './NetworkNode.module.css'

const ROUND = 8
const BESIDE_THE_LOOP = 26
const GAP = 6

/** The network of a Pod: one band under every tile, with lo at one end and eth0 at the other. */
export function NetworkNode({ data, selected }: NodeProps<NetworkNodeType>) {
  const { diagram: say } = useWords()
  const { layout } = data
  const { band, capsule, sockets } = layout
  return (
    <div
      className={styles.band}
      data-there={capsule.hasSandbox}
      data-selected={selected}
      title={say.shared}
    >
      <Lines layout={layout} />
      <Notice part="network" />
      <span className={styles.lo} style={{ left: besideMounts(layout) }}>
        lo
      </span>
      <span className={styles.eth0}>eth0</span>
      {sockets.map(({ socket, box }) => (
        <span
          key={socket.id}
          className={styles.socket}
          style={{
            left: box.x - band.x,
            top: box.y - band.y,
            width: box.width,
            height: box.height,
          }}
        >
          {socket.label}
        </span>
      ))}
    </div>
  )
}

/** Where the name of the loop stands: after the lines of the first tile that pass it. */
function besideMounts({ band, mounts, tiles }: CapsuleLayout): number {
  const first = tiles[0]?.box
  const passing = mounts
    .map(({ points }) => points[0]?.x ?? 0)
    .filter((x) => first !== undefined && x < centreX(first))
  return Math.max(BESIDE_THE_LOOP, ...passing.map((x) => x - band.x + GAP))
}

/** The two lanes, the loop that joins them, the plug through the wall, and a stem to each tile. */
function Lines({ layout }: { readonly layout: CapsuleLayout }) {
  const { band, lanes, tiles, sockets, width } = layout
  const away = lanes.away - band.y
  const back = lanes.back - band.y
  const loop = lanes.loopX - band.x
  const wall = width - band.x
  const hasSocket = (name: string) => sockets.some(({ socket }) => socket.tile === name)
  const stems = [
    ...tiles
      .filter(({ tile }) => tile.presence !== 'wanted' && !hasSocket(tile.name))
      .map(({ stemX, box }) => ({ x: stemX, top: bottomOf(box), to: away })),
    ...sockets.map(({ socket, box }) => ({
      x: centreX(box),
      top: bottomOf(tiles.find(({ tile }) => tile.name === socket.tile)?.box ?? box),
      to: back,
    })),
  ]
  const lane = [
    { x: wall, y: away },
    { x: loop, y: away },
    { x: loop, y: back },
    { x: wall, y: back },
  ]
  return (
    <svg className={styles.lines} width={band.width} height={band.height} aria-hidden="true">
      <path className={styles.lane} d={pathThrough(lane, ROUND)} />
      {stems.map(({ x, top, to }) => (
        <path key={`${x}`} className={styles.stem} d={`M ${x - band.x} ${top - band.y} V ${to}`} />
      ))}
      <path
        className={styles.plug}
        d={`M ${wall - 2} ${away - 4} h 8 v ${back - away + 8} h -8 z`}
      />
    </svg>
  )
}
