// What people see and touch. The only place that knows the DOM.
import './theme/tokens.css'
import './theme/base.css'

export { Button } from './frame/Button.tsx'
export { ErrorBoundary } from './frame/ErrorBoundary.tsx'
export { Fault } from './frame/Fault.tsx'
export { Header } from './frame/Header.tsx'
export { currentTheme, wearTheme } from './theme/theme.ts'
export { Workbench } from './Workbench.tsx'
export {
  firstLanguage,
  loadWords,
  rememberLanguage,
  useWords,
  type Words,
  WordsContext,
} from './words/words.ts'
