import styles from './Icon.module.css'

/** Strokes on a grid of 16 by 16. */
const shapes = {
  back: 'M10 3 5 8l5 5',
  next: 'M6 3l5 5-5 5',
  check: 'M3 8.5 6.5 12 13 4.5',
  close: 'M4 4l8 8M12 4l-8 8',
  down: 'M4 6l4 4 4-4',
  play: 'M5 3.2v9.6L12.5 8z',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  step: 'M4 3.2v9.6L10.5 8zM12.5 3.5v9',
  reset: 'M3.5 8a4.5 4.5 0 1 0 1.6-3.4M3.2 2.6v2.6h2.6',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6M8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.1 1.1M11.9 11.9 13 13M13 3l-1.1 1.1M4.1 11.9 3 13',
  moon: 'M13 9.6A5.5 5.5 0 0 1 6.4 3a5.5 5.5 0 1 0 6.6 6.6',
  system: 'M8 2.5v11M8 2.5a5.5 5.5 0 0 1 0 11 5.5 5.5 0 0 1 0-11M8 5.2l3.6 3.6M8 9l2.6 2.6',
  undo: 'M6 3 2.8 6.2 6 9.4M3 6.2h6.2a3.6 3.6 0 0 1 0 7.2H6.5',
  redo: 'M10 3l3.2 3.2L10 9.4M13 6.2H6.8a3.6 3.6 0 0 0 0 7.2h2.7',
  apply: 'M8 12.5V3M4.2 6.6 8 2.8l3.8 3.8M3 13.5h10',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  text: 'M2.5 4h11M2.5 8h11M2.5 12h7',
  picture: 'M2.5 3.5h11v9h-11zM2.5 10.5l3-3 2.5 2.5 2-2 3.5 3.5',
  book: 'M8 4C6.5 2.8 4.5 2.6 2.5 3v9.5c2-.4 4-.2 5.5 1M8 4c1.5-1.2 3.5-1.4 5.5-1v9.5c-2-.4-4-.2-5.5 1M8 4v9.5',
  pod: 'M5 4.5h6a3.5 3.5 0 0 1 0 7H5a3.5 3.5 0 0 1 0-7M6 7h1.5v2H6zM9 7h1.5v2H9z',
  code: 'M5.5 4 2 8l3.5 4M10.5 4 14 8l-3.5 4',
  terminal: 'M2.5 3.5h11v9h-11zM5 6.5 7 8 5 9.5M8.5 10H11',
  hint: 'M6 12.5h4M6.5 14.5h3M5.8 10.6a4.3 4.3 0 1 1 4.4 0v1.9H5.8z',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  paste: 'M5.5 3.5h-2v10h9v-10h-2M5.5 2.5h5v2.5h-5z',
  speak: 'M2.5 6v4H5l3.5 3V3L5 6zM11 6a3 3 0 0 1 0 4M12.8 4a6 6 0 0 1 0 8',
  warning: 'M8 2.5 14 13H2zM8 6.5v3M8 11.2v.3',
  error: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 5v3.6M8 10.7v.3',
  download: 'M8 3v8M4.4 7.6 8 11.2l3.6-3.6M3 13.5h10',
} as const

export type IconName = keyof typeof shapes

/** A sign beside words; it says nothing on its own and is hidden from screen readers. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className={styles.icon} viewBox="0 0 16 16" aria-hidden="true">
      <path d={shapes[name]} />
    </svg>
  )
}
