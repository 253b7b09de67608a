import { Button } from '#ui'
import styles from './Unreachable.module.css'

/** Before any words could be loaded: said in both languages. */
export function Unreachable({ onRetry }: { readonly onRetry: () => void }) {
  return (
    <main className={styles.page} role="alert">
      <h1>Glasspod</h1>
      <p lang="zh-CN">课文没能加载。请检查网络，然后重试。</p>
      <p lang="en">The lesson could not be loaded. Check the network, then try again.</p>
      <Button look="main" icon="reset" onClick={onRetry}>
        <span>
          <span lang="zh-CN">重试</span> · <span lang="en">Try again</span>
        </span>
      </Button>
    </main>
  )
}
