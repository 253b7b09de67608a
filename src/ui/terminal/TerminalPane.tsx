import { useEffect, useState } from 'react'
import { Button } from '../frame/Button.tsx'
import { useMedia } from '../frame/useMedia.ts'
import { watchColours } from '../theme/theme.ts'
import { useWords } from '../words/words.ts'
import { CommandLine } from './CommandLine.tsx'
import { PlainTerminal } from './PlainTerminal.tsx'
import type { Screen } from './screen.ts'
import styles from './TerminalPane.module.css'
import type { XtermHandle } from './xterm.ts'

interface TerminalPaneProps {
  /** Undefined before there is a cluster. */
  readonly screen: Screen | undefined
  /** Before keys go to the terminal: the file must be as it is in the editor. */
  readonly onKeys: () => void
}

/** The learner's terminal: plain at first, a real screen as soon as that has been loaded. */
export function TerminalPane({ screen, onKeys }: TerminalPaneProps) {
  const { terminal: say } = useWords()
  const [host, setHost] = useState<HTMLDivElement | null>(null)
  const [isReader, setIsReader] = useState(false)
  const xterm = useXterm(host, screen)
  const isTouch = useMedia('(pointer: coarse)')

  useEffect(() => xterm?.setReader(isReader), [xterm, isReader])
  useEffect(() => (xterm === undefined ? undefined : watchColours(xterm.wearTheme)), [xterm])

  return (
    <div className={styles.pane} onKeyDownCapture={onKeys} onPasteCapture={onKeys}>
      <div className={styles.bar}>
        <h2 className={styles.title}>{say.label}</h2>
        <Button
          icon="speak"
          title={say.readerTitle}
          aria-pressed={isReader}
          onClick={() => {
            setIsReader(!isReader)
          }}
        />
        <CopyButton xterm={xterm} />
      </div>
      {screen === undefined && <p className={styles.starting}>{say.starting}</p>}
      {screen !== undefined && xterm === undefined && <PlainTerminal screen={screen} />}
      <div ref={setHost} className={styles.screen} data-shown={xterm !== undefined} />
      {screen !== undefined && (isTouch || xterm === undefined) && <CommandLine screen={screen} />}
    </div>
  )
}

function CopyButton({ xterm }: { readonly xterm: XtermHandle | undefined }) {
  const { terminal: say } = useWords()
  const [isCopied, setIsCopied] = useState(false)
  return (
    <Button
      icon={isCopied ? 'check' : 'copy'}
      title={isCopied ? say.copied : say.copyTitle}
      disabled={xterm === undefined}
      onClick={() => {
        void navigator.clipboard.writeText(xterm?.textToCopy() ?? '').then(() => {
          setIsCopied(true)
          setTimeout(() => {
            setIsCopied(false)
          }, 1500)
        })
      }}
    />
  )
}

function useXterm(host: HTMLElement | null, screen: Screen | undefined): XtermHandle | undefined {
  const [xterm, setXterm] = useState<XtermHandle>()
  useEffect(() => {
    if (host === null || screen === undefined) return undefined
    let handle: XtermHandle | undefined
    let isGone = false
    import('./xterm.ts').then(
      ({ openXterm }) => {
        if (isGone) return
        handle = openXterm(host, screen)
        setXterm(handle)
      },
      (error: unknown) => {
        console.warn('The screen of the terminal could not be loaded; a plain one stays.', error)
      },
    )
    return () => {
      isGone = true
      handle?.dispose()
      setXterm(undefined)
    }
  }, [host, screen])
  return xterm
}
