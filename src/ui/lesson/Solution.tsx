import { Fragment } from 'react'
import { Button } from '../frame/Button.tsx'
import { useWords } from '../words/words.ts'
import { diffLines, withContext } from './line-diff.ts'
import { RunBlock } from './RunBlock.tsx'
import styles from './Solution.module.css'

/** A file of the learner, as it is and as it should become. */
export interface SolutionFile {
  readonly path: string
  readonly text: string
  readonly solution: string
}

interface SolutionProps {
  readonly commands: readonly string[]
  readonly files: readonly SolutionFile[]
  readonly onRun: (command: string) => void
  readonly onTake: (path: string, text: string) => void
}

/** The whole way: what changes in the files, then the commands that finish the step. */
export function Solution({ commands, files, onRun, onTake }: SolutionProps) {
  const { step: say } = useWords()
  return (
    <div className={styles.solution}>
      {files
        .filter(({ text, solution }) => text !== solution)
        .map((file) => (
          <Fragment key={file.path}>
            <p>{say.solutionFile(file.path)}</p>
            <Difference file={file} />
            <Button
              look="outlined"
              onClick={() => {
                onTake(file.path, file.solution)
              }}
            >
              {say.takeSolution}
            </Button>
          </Fragment>
        ))}
      <p>{say.solutionIntro}</p>
      {commands.map((command) => (
        <RunBlock key={command} command={command} onRun={onRun} />
      ))}
    </div>
  )
}

const signs = { same: ' ', added: '+', removed: '−' } as const

function Difference({ file }: { readonly file: SolutionFile }) {
  const lines = withContext(diffLines(file.text, file.solution), 2)
  return (
    <pre className={styles.diff}>
      {lines.map((line, index) =>
        line === null ? (
          <span key={index} className={styles.gap}>
            ⋯{'\n'}
          </span>
        ) : (
          <span key={index} data-kind={line.kind}>
            {signs[line.kind]} {line.text}
            {'\n'}
          </span>
        ),
      )}
    </pre>
  )
}
