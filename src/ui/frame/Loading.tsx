import { useWords } from '../words/words.ts'
import { Button } from './Button.tsx'
import styles from './Loading.module.css'

interface LoadingProps {
  readonly failure: Error | undefined
  readonly onRetry: () => void
}

/** Stands where a part of the page is on its way, or could not come. */
export function Loading({ failure, onRetry }: LoadingProps) {
  const { page, fault } = useWords()
  if (failure === undefined)
    return (
      <p className={styles.loading} role="status">
        {page.loading}
      </p>
    )
  return (
    <div className={styles.loading} role="alert">
      <p>{fault.offline}</p>
      <Button look="outlined" icon="reset" onClick={onRetry}>
        {fault.retry}
      </Button>
    </div>
  )
}
