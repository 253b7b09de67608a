// What people see and touch. The only place that knows the DOM.
import './theme/tokens.css'
import './theme/base.css'

export { Button } from './frame/Button.tsx'
export { Guarded } from './frame/Guarded.tsx'
export { Header } from './frame/Header.tsx'
export { Icon } from './frame/Icon.tsx'
export { spareTime } from './frame/spare-time.ts'
export { useLoaded } from './frame/useLoaded.ts'
export { Goals } from './lesson/Goals.tsx'
export { LessonPane } from './lesson/LessonPane.tsx'
export { progressIn } from './lesson/progress.ts'
export type { Reading } from './lesson/reading.ts'
export { Prose } from './lesson/Prose.tsx'
export { RunBlock } from './lesson/RunBlock.tsx'
export { Shelf } from './lesson/Shelf.tsx'
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
