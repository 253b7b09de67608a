import type { ReactNode } from 'react'
import { Button } from '../frame/Button.tsx'
import { useWords } from '../words/words.ts'
import {
  benchState,
  capsuleDetails,
  capsuleState,
  kindOfTile,
  networkDetails,
  tileState,
} from './describe.ts'
import type { Bench, Capsule, Diagram, Drawer, Tile } from './diagram.ts'
import styles from './Inspector.module.css'
import { KillAction, NodeActions } from './OperatorActions.tsx'
import { roomInWords } from './room.ts'

interface InspectorProps {
  readonly diagram: Diagram
  /** As in flow-of: `container:default/web/nginx`. */
  readonly part: string | undefined
  readonly onClose: () => void
}

/** A part of the picture, opened. */
export function Inspector({ diagram, part, onClose }: InspectorProps) {
  const { diagram: say } = useWords()
  if (part === undefined) return null
  const opened = openPart(diagram, part)
  if (opened === undefined) return null
  return (
    <section
      className={styles.inspector}
      aria-label={opened.name}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
      }}
    >
      <header className={styles.head}>
        <h3 className={styles.title}>{opened.name}</h3>
        <Button icon="close" title={say.close} onClick={onClose} />
      </header>
      {opened.body}
    </section>
  )
}

interface Opened {
  readonly name: string
  readonly body: ReactNode
}

function openPart(diagram: Diagram, part: string): Opened | undefined {
  const kind = part.slice(0, part.indexOf(':'))
  const path = part.slice(kind.length + 1)
  if (kind === 'node') {
    const bench = diagram.benches.find(({ name }) => name === path)
    return bench && { name: bench.name, body: <BenchDetails bench={bench} /> }
  }
  const capsule = diagram.capsules.find(({ key }) => path === key || path.startsWith(`${key}/`))
  if (capsule === undefined) return undefined
  const name = path.slice(capsule.key.length + 1)
  if (kind === 'container') {
    const tile = capsule.tiles.find((it) => it.name === name)
    return tile === undefined
      ? undefined
      : { name, body: <TileDetails tile={tile} pod={capsule.name} /> }
  }
  if (kind === 'volume') {
    const drawer = capsule.drawers.find((it) => it.name === name)
    return drawer && { name, body: <DrawerDetails drawer={drawer} tiles={capsule.tiles} /> }
  }
  if (kind === 'network') return { name: 'lo · eth0', body: <NetworkDetails capsule={capsule} /> }
  return { name: capsule.name, body: <CapsuleDetails capsule={capsule} /> }
}

function TileDetails({ tile, pod }: { readonly tile: Tile; readonly pod: string }) {
  const { diagram: say } = useWords()
  return (
    <>
      <dl className={styles.facts}>
        <Fact name={kindOfTile(tile, say)}>{tileState(tile, say)}</Fact>
        {tile.state.message !== undefined && (
          <Fact name="">
            <code>{tile.state.message}</code>
          </Fact>
        )}
        <Fact name={say.image}>
          <code>{tile.image}</code>
        </Fact>
        {tile.processes.length > 0 && (
          <Fact name={say.processes}>
            {tile.processes.map(({ pid, command, state }) => (
              <code key={pid} className={styles.line}>
                {pid} {command} {state === 'zombie' ? say.zombie : ''}
                {state === 'stopped' ? say.stopped : ''}
              </code>
            ))}
          </Fact>
        )}
        {tile.mounts.length > 0 && (
          <Fact name={say.mounts}>
            {tile.mounts.map((mount) => (
              <code key={mount.path} className={styles.line}>
                {say.mountedAt(mount.path, mount.isReadOnly ? say.readOnly : say.readWrite)}{' '}
                {mount.volume}
              </code>
            ))}
          </Fact>
        )}
        {tile.changes.length > 0 && (
          <Fact name={say.files}>
            {tile.changes.map(({ path, change }) => (
              <code key={path} className={styles.line}>
                {path} ({say.fileChange[change]})
              </code>
            ))}
          </Fact>
        )}
      </dl>
      {tile.state.tone === 'running' && <KillAction pod={pod} container={tile.name} />}
    </>
  )
}

function BenchDetails({ bench }: { readonly bench: Bench }) {
  const { diagram: say } = useWords()
  return (
    <>
      <dl className={styles.facts}>
        <Fact name={say.node}>{benchState(bench, say)}</Fact>
        {bench.free !== undefined && (
          <Fact name={say.columns.details}>{roomInWords(bench.free, say.room)}</Fact>
        )}
      </dl>
      <NodeActions node={bench.name} />
    </>
  )
}

function CapsuleDetails({ capsule }: { readonly capsule: Capsule }) {
  const { diagram: say } = useWords()
  return (
    <dl className={styles.facts}>
      <Fact name={say.pod}>{capsuleState(capsule, say)}</Fact>
      <Fact name={say.columns.details}>{capsuleDetails(capsule, say)}</Fact>
      {capsule.uid !== undefined && (
        <Fact name="uid">
          <code>{capsule.uid}</code>
        </Fact>
      )}
      <Fact name={say.pause}>{say.pauseLong}</Fact>
    </dl>
  )
}

function NetworkDetails({ capsule }: { readonly capsule: Capsule }) {
  const { diagram: say } = useWords()
  return (
    <dl className={styles.facts}>
      <Fact name={say.network}>{say.shared}</Fact>
      <Fact name="eth0">
        <code>{networkDetails(capsule, say)}</code>
      </Fact>
      <Fact name="lo">
        <code>127.0.0.1</code>
      </Fact>
    </dl>
  )
}

function DrawerDetails(props: { readonly drawer: Drawer; readonly tiles: readonly Tile[] }) {
  const { diagram: say } = useWords()
  const { drawer, tiles } = props
  return (
    <dl className={styles.facts}>
      <Fact name={say.volume}>{drawer.kind}</Fact>
      <Fact name={say.mounts}>
        {tiles.flatMap((tile) =>
          tile.mounts
            .filter((mount) => mount.volume === drawer.name)
            .map((mount) => (
              <code key={`${tile.name}${mount.path}`} className={styles.line}>
                {tile.name}:
                {say.mountedAt(mount.path, mount.isReadOnly ? say.readOnly : say.readWrite)}
              </code>
            )),
        )}
      </Fact>
    </dl>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}
