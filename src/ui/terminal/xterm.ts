// The screen of the terminal, loaded after the diagram. Nothing here knows React.
import '@xterm/xterm/css/xterm.css'
import { FitAddon } from '@xterm/addon-fit'
import { Unicode11Addon } from '@xterm/addon-unicode11'
import { WebLinksAddon } from '@xterm/addon-web-links'
import { type ITheme, Terminal } from '@xterm/xterm'
import { colourOf, fontOf } from '../theme/colours.ts'
import type { Screen } from './screen.ts'

export interface XtermHandle {
  readonly focus: () => void
  readonly wearTheme: () => void
  readonly setReader: (isOn: boolean) => void
  /** The selection, or everything where nothing is selected. */
  readonly textToCopy: () => string
  readonly dispose: () => void
}

/** Opens a terminal in an element of the page, and keeps its size that of the element. */
export function openXterm(host: HTMLElement, screen: Screen): XtermHandle {
  const terminal = new Terminal({
    allowProposedApi: true,
    cursorBlink: false,
    fontFamily: fontOf('mono'),
    fontSize: 13,
    lineHeight: 1.3,
    scrollback: 2000,
    minimumContrastRatio: 4.5,
    theme: theme(),
  })
  const fit = new FitAddon()
  terminal.loadAddon(fit)
  terminal.loadAddon(new Unicode11Addon())
  terminal.loadAddon(new WebLinksAddon())
  terminal.unicode.activeVersion = '11'
  terminal.attachCustomKeyEventHandler((event) => !isForTheBrowser(event, terminal))
  terminal.open(host)
  const fitIfShown = () => {
    if (host.clientWidth > 0 && host.clientHeight > 0) fit.fit()
  }
  fitIfShown()
  terminal.onData((keys) => {
    screen.type(keys)
  })
  terminal.onResize(({ cols, rows }) => {
    screen.resize(cols, rows)
  })
  screen.resize(terminal.cols, terminal.rows)
  const stopPainting = screen.onScreen((text) => {
    terminal.write(text)
  })
  const observer = new ResizeObserver(fitIfShown)
  observer.observe(host)
  return {
    focus: () => {
      terminal.focus()
    },
    wearTheme: () => {
      terminal.options.theme = theme()
    },
    setReader: (isOn) => {
      terminal.options.screenReaderMode = isOn
    },
    textToCopy: () => terminal.getSelection() || allOf(terminal),
    dispose: () => {
      observer.disconnect()
      stopPainting()
      terminal.dispose()
    },
  }
}

/** Copying a selection and pasting; Ctrl-C without a selection is the program's. */
function isForTheBrowser(event: KeyboardEvent, terminal: Terminal): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return false
  const key = event.key.toLowerCase()
  return key === 'v' || (key === 'c' && (terminal.hasSelection() || event.shiftKey))
}

/** A line that the screen has broken is one line again, so that it can be pasted elsewhere. */
function allOf(terminal: Terminal): string {
  const { active } = terminal.buffer
  let text = ''
  for (let row = 0; row < active.length; row++) {
    const line = active.getLine(row)
    if (row > 0 && line?.isWrapped !== true) text += '\n'
    text += line?.translateToString(true) ?? ''
  }
  return text.trimEnd()
}

function theme(): ITheme {
  return {
    background: colourOf('paper-raised'),
    foreground: colourOf('ink'),
    cursor: colourOf('ink'),
    cursorAccent: colourOf('paper-raised'),
    selectionBackground: colourOf('selection'),
    black: colourOf('ink'),
    red: colourOf('failed-text'),
    green: colourOf('running-text'),
    yellow: colourOf('waiting-text'),
    blue: colourOf('network-text'),
    magenta: colourOf('volume-text'),
    cyan: colourOf('running-text'),
    white: colourOf('ink-soft'),
  }
}
