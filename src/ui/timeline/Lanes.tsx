import type { Role } from '../diagram/diagram.ts'
import { useWords } from '../words/words.ts'
import { Lane } from './Lane.tsx'
import styles from './Lanes.module.css'
import type { Mark, PodLanes } from './lanes.ts'
import type { Place } from './pieces.ts'

/** The rows of the timeline: the Pod's phase, its containers, and what kubectl makes of them. */
export function Lanes({ lanes, place }: { readonly lanes: PodLanes; readonly place: Place }) {
  const { phase, deletion, containers, status, marks } = lanes
  return (
    <>
      <Lane place={place} stretches={phase} unwanted={deletion} marks={marks.filter(isOfPod)} />
      {containers.map(({ name, states, ready, hooks }) => (
        <Lane
          key={name}
          place={place}
          stretches={states}
          ready={ready}
          hooks={hooks}
          marks={marks.filter((mark) => !isOfPod(mark) && mark.container === name)}
        />
      ))}
      <Lane place={place} stretches={status} />
    </>
  )
}

type MarkOfPod = Extract<Mark, { kind: 'deletion' | 'gone' | 'eviction' }>

function isOfPod(mark: Mark): mark is MarkOfPod {
  return mark.kind === 'deletion' || mark.kind === 'gone' || mark.kind === 'eviction'
}

/** What each row is. */
export function LaneNames({ lanes }: { readonly lanes?: PodLanes }) {
  const { timeline: say } = useWords()
  return (
    <div className={styles.names}>
      <span className={styles.name}>{say.phase}</span>
      {lanes?.containers.map(({ name, role }) => (
        <ContainerName key={name} name={name} role={role} />
      ))}
      <span className={styles.name}>{say.status}</span>
    </div>
  )
}

function ContainerName({ name, role }: { readonly name: string; readonly role: Role }) {
  const { diagram: say } = useWords()
  const roles = {
    init: say.init,
    sidecar: say.sidecar,
    ephemeral: say.ephemeral,
    app: say.container,
  }
  return (
    <span className={styles.name} data-role={role} title={`${roles[role]} ${name}`}>
      <span className={styles.sign} data-role={role} />
      <code className={styles.container}>{name}</code>
    </span>
  )
}
