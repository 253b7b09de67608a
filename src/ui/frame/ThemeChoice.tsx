import { chooseTheme, type Theme, THEMES, useTheme } from '../theme/theme.ts'
import { useWords } from '../words/words.ts'
import { Button } from './Button.tsx'
import styles from './Header.module.css'
import type { IconName } from './Icon.tsx'

const icons: Readonly<Record<Theme, IconName>> = { system: 'system', light: 'sun', dark: 'moon' }

/** Goes from one theme to the next; its name says which one is worn. */
export function ThemeChoice() {
  const { page } = useWords()
  const theme = useTheme()
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system'
  return (
    <Button
      className={styles.theme}
      icon={icons[theme]}
      title={`${page.theme}: ${page.themes[theme]}`}
      onClick={() => {
        chooseTheme(next)
      }}
    />
  )
}
