import { Button } from '../frame/Button.tsx'
import { useWords } from '../words/words.ts'
import { diffLines, withContext } from './line-diff.ts'
import { RunBlock } from './RunBlock.tsx'
import styles from './Solution.module.css'

/** The file in the editor, as it is and as it should become. */
export interface SolutionFile {
  readonly path: string
  readonly text: string
  readonly solution: string
}

interface SolutionProps {
  readonly commands: readonly string[]
  readonly file: SolutionFile
  readonly onRun: (command: string) => void
  readonly onTake: (text: string) => void
}

/** The whole way: what changes in the file, then the commands that finish the step. */
export function Solution({ commands, file, onRun, onTake }: SolutionProps) {
  const { step: say } = useWords()
  return (
    <div className={styles.solution}>
      {file.text !== file.solution && (
        <>
          <p>{say.solutionFile(file.path)}</p>
          <Difference file={file} />
          <Button
            look="outlined"
            onClick={() => {
              onTake(file.solution)
            }}
          >
            {say.takeSolution}
          </Button>
        </>
      )}
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
