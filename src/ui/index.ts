// What people see and touch. The only place that knows the DOM.
import './theme/tokens.css'
import './theme/base.css'

export { Button } from './frame/Button.tsx'
export { Guarded } from './frame/Guarded.tsx'
export { Header } from './frame/Header.tsx'
export { useLoaded } from './frame/useLoaded.ts'
export { currentTheme, wearTheme } from './theme/theme.ts'
export { Workbench } from './Workbench.tsx'
export {
  firstLanguage,
  loadWords,
  rememberLanguage,
  useWords,
  WordsContext,
} from './words/words.ts'
