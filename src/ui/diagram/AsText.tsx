import { useNow } from '../time/now.ts'
import { useWords } from '../words/words.ts'
import styles from './AsText.module.css'
import type { Diagram } from './diagram.ts'
import { useOperator } from './operator.ts'
import {
  benchDetails,
  benchState,
  capsuleDetails,
  capsuleState,
  drawerState,
  exchangeInWords,
  kindOfTile,
  networkDetails,
  outcomeInWords,
  sinceInWords,
  tileDetails,
  tileState,
} from './describe.ts'

/** The same as the picture shows, as tables. */
export function AsText({ diagram }: { readonly diagram: Diagram }) {
  const { diagram: say } = useWords()
  const latest = diagram.exchanges.toReversed()
  const rows = useRows(diagram)
  return (
    <div className={styles.text} role="region" aria-label={say.label} tabIndex={0}>
      <table>
        <caption>{say.label}</caption>
        <thead>
          <tr>
            <th scope="col">{say.columns.what}</th>
            <th scope="col">{say.columns.name}</th>
            <th scope="col">{say.columns.state}</th>
            <th scope="col">{say.columns.details}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} data-depth={row.depth}>
              <td>{row.what}</td>
              <th scope="row">{row.name}</th>
              <td>{row.state}</td>
              <td>{row.details}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {latest.length > 0 && (
        <table>
          <caption>{say.exchanges(latest.length)}</caption>
          <tbody>
            {latest.map((exchange) => (
              <tr key={exchange.id}>
                <td>{exchangeInWords(exchange, say)}</td>
                <td>{outcomeInWords(exchange, say)}</td>
                <td>{[exchange.request, exchange.response].filter(Boolean).join(' → ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}

interface Row {
  readonly key: string
  readonly depth: number
  readonly what: string
  readonly name: string
  readonly state: string
  readonly details: string
}

function useRows(diagram: Diagram): readonly Row[] {
  const { diagram: say } = useWords()
  const now = useNow()
  const outages = useOperator()?.outages
  const outageOf = (node: string) => {
    const outage = outages?.get(node)
    return outage === undefined ? '' : say.outages[outage]
  }
  const isUsed = (node: string) => diagram.capsules.some((capsule) => capsule.node === node)
  return [
    ...diagram.benches.map((bench) => ({
      key: `node:${bench.name}`,
      depth: 0,
      what: say.node,
      name: bench.name,
      state: [benchState(bench, say), outageOf(bench.name)]
        .filter((part) => part !== '')
        .join(', '),
      details: benchDetails(bench, !isUsed(bench.name), say),
    })),
    ...diagram.capsules.flatMap((capsule) => [
      {
        key: capsule.key,
        depth: 0,
        what: say.pod,
        name: capsule.name,
        state: capsuleState(capsule, say),
        details: capsuleDetails(capsule, say),
      },
      ...capsule.tiles.map((tile) => ({
        key: `${capsule.key}/${tile.name}`,
        depth: 1,
        what: kindOfTile(tile, say),
        name: tile.name,
        state: [tileState(tile, say), sinceInWords(tile, now, say)].filter(Boolean).join(', '),
        details: tileDetails(tile, say),
      })),
      {
        key: `${capsule.key}:pause`,
        depth: 1,
        what: say.sandbox,
        name: say.pause,
        state: capsule.hasSandbox ? '' : say.wanted,
        details: say.pauseLong,
      },
      {
        key: `${capsule.key}:network`,
        depth: 1,
        what: say.network,
        name: 'lo · eth0',
        state: '',
        details: networkDetails(capsule, say),
      },
      ...capsule.drawers.map((drawer) => ({
        key: `${capsule.key}:${drawer.name}`,
        depth: 1,
        what: say.volume,
        name: drawer.name,
        state: drawerState(drawer, say),
        details: drawer.kind,
      })),
    ]),
  ]
}
