import type { ComponentProps } from 'react'
import styles from './Button.module.css'
import { Icon, type IconName } from './Icon.tsx'

type Look = 'plain' | 'main' | 'outlined'

interface ButtonProps extends Omit<ComponentProps<'button'>, 'title'> {
  readonly look?: Look
  readonly icon?: IconName
  /** Shown on hover; without children it is also the button's name. */
  readonly title?: string
}

export function Button({ look = 'plain', icon, children, title, ...rest }: ButtonProps) {
  const isBare = children === undefined
  return (
    <button
      type="button"
      {...rest}
      title={title}
      aria-label={rest['aria-label'] ?? (isBare ? title : undefined)}
      className={[styles.button, styles[look], isBare ? styles.bare : '', rest.className].join(' ')}
    >
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </button>
  )
}
