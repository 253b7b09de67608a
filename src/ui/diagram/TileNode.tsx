import type { NodeProps } from '@xyflow/react'
import { useWords } from '../words/words.ts'
import { isShown, mountX, mountY } from './capsule-layout.ts'
import { isUnready } from './describe.ts'
import type { Tile } from './diagram.ts'
import type { TileNodeType } from './flow-of.ts'
import { Notice } from './Notice.tsx'
import { TileStateLine } from './TileStateLine.tsx'
import styles from './TileNode.module.css'

const PROCESSES_SHOWN = 2

/** A container: what it is, how it is, and what runs in it. */
export function TileNode({ data, selected }: NodeProps<TileNodeType>) {
  const { diagram: say } = useWords()
  const { tile } = data.placed
  const roles = { init: say.initShort, sidecar: say.sidecarShort, ephemeral: say.ephemeralShort }
  return (
    <>
      <div
        className={styles.tile}
        data-presence={tile.presence}
        data-tone={tile.state.tone}
        data-role={tile.role}
        data-selected={selected}
      >
        <strong className={styles.name}>{tile.name}</strong>
        <div className={styles.image} title={tile.image}>
          {tile.role !== 'app' && <span className={styles.role}>{roles[tile.role]}</span>}
          {shortImage(tile.image)}
        </div>
        <TileStateLine tile={tile} />
        <Processes tile={tile} />
        <Mounts tile={tile} />
      </div>
      <Notice part={`container:${tile.name}`} />
    </>
  )
}

function Processes({ tile }: { readonly tile: Tile }) {
  const { diagram: say } = useWords()
  const room = isUnready(tile) ? PROCESSES_SHOWN - 1 : PROCESSES_SHOWN
  const hidden = tile.processes.length - room
  const shown = tile.processes.slice(0, hidden > 0 ? room - 1 : room)
  return (
    <div className={styles.processes}>
      {shown.map(({ pid, command, state }) => (
        <div key={pid} className={styles.process} data-state={state}>
          <span className={styles.pid}>{pid}</span>
          <span className={styles.command}>{command}</span>
        </div>
      ))}
      {hidden > 0 && <div className={styles.process}>{say.more(hidden + 1)}</div>}
    </div>
  )
}

function Mounts({ tile }: { readonly tile: Tile }) {
  const { diagram: say } = useWords()
  const mounts = tile.mounts.filter(isShown)
  return mounts.map((mount, index) => (
    <div
      key={mount.path}
      className={styles.mount}
      style={{ top: mountY(index) - 10, paddingInlineStart: mountX(mounts.length) - 2 }}
    >
      <span className={styles.dot} style={{ left: mountX(index) - 4 }} />
      <span className={styles.path} title={mount.path}>
        {mount.path}
      </span>
      <span>{mount.isReadOnly ? say.readOnly : say.readWrite}</span>
    </div>
  ))
}

/** The end of an image's name tells it apart; the registry can be read in the details. */
function shortImage(image: string): string {
  return image.slice(image.lastIndexOf('/') + 1)
}
