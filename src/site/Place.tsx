import styles from './Place.module.css'

/** Where the reader is in the course. */
export function Place({ title }: { readonly title: string }) {
  return <span className={styles.place}>{title}</span>
}
