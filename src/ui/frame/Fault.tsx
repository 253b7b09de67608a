import { useWords } from '../words/words.ts'
import { Button } from './Button.tsx'
import styles from './Fault.module.css'

/** What happened, what is safe, what to do. */
export function Fault({ error }: { readonly error: Error }) {
  const { fault } = useWords()
  return (
    <div role="alert" className={styles.fault}>
      <p className={styles.title}>{fault.title}</p>
      <p>{fault.safe}</p>
      <p>{fault.todo}</p>
      <Button
        look="main"
        icon="reset"
        onClick={() => {
          location.reload()
        }}
      >
        {fault.reload}
      </Button>
      <details className={styles.details}>
        <summary>{fault.details}</summary>
        <pre>{error.stack ?? error.message}</pre>
      </details>
    </div>
  )
}
