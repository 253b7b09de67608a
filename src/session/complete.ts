import { type Candidates, candidatesFor } from '#shell'
import type { Workstation } from './workstation.ts'

/** What the word before the cursor may become at the workstation's prompt. */
export function completeAt({ kernel, env }: Workstation, cwd: string, before: string): Candidates {
  const view = kernel.mounts.view()
  view.chdir(cwd)
  return candidatesFor(
    {
      env,
      stat: (path) => view.stat(path),
      readdir: (path) => view.readdir(path),
    },
    before,
  )
}
