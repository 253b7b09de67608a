import { useFocus } from './focus.ts'
import styles from './Notice.module.css'

/** Draws the eye to a part of the picture once, when a step begins that speaks of it. */
export function Notice({ part }: { readonly part: string }) {
  const step = useFocus(part)
  return step === undefined ? null : <span key={step} className={styles.notice} />
}
