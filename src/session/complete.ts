import { type Candidates, candidatesFor } from '#shell'
import { type Original, runAside } from './aside.ts'

export interface CompletionPlace extends Original {
  readonly cwd: string
}

/** What the word before the cursor may become at the workstation's prompt; asking changes nothing. */
export function completeAt(place: CompletionPlace, before: string): Candidates {
  const files = filesAt(place, before)
  const words = kubectlWords(before)
  const answer = words === undefined ? undefined : askKubectl(place, words)
  if (answer === undefined) return files
  const typed = (words?.at(-1) ?? '').replace(/^--[^=]*=/, '')
  if (answer.candidates.length > 0 && answer.directive !== 8)
    return { typed, candidates: answer.candidates }
  if (answer.directive === 4) return { typed, candidates: [] }
  const endings = answer.candidates.map((ending) => `.${ending}`)
  const fits = (name: string): boolean =>
    name.endsWith('/') || endings.length === 0 || endings.some((ending) => name.endsWith(ending))
  return { ...files, candidates: files.candidates.filter(fits) }
}

function filesAt({ workstation: { kernel, env }, cwd }: CompletionPlace, before: string) {
  const view = kernel.mounts.view()
  view.chdir(cwd)
  const finder = {
    env,
    stat: (path: string) => view.stat(path),
    readdir: (path: string) => view.readdir(path),
  }
  return candidatesFor(finder, before)
}

/** The words behind `kubectl` in the command at the cursor, the last one unfinished. */
export function kubectlWords(before: string): readonly string[] | undefined {
  const words: string[] = []
  let word: string | undefined
  for (const [token] of before.matchAll(/'[^']*'?|"(?:[^"\\]|\\.)*"?|\\.|\s+|[;|&(){}]|[^]/gu)) {
    if (/^[;|&(){}]$/.test(token)) {
      words.length = 0
      word = undefined
    } else if (/^\s/.test(token)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else word = (word ?? '') + unquoted(token)
  }
  words.push(word ?? '')
  const command = words.findIndex((each) => !/^\w+=/.test(each))
  return words[command] === 'kubectl' && command < words.length - 1
    ? words.slice(command + 1)
    : undefined
}

function unquoted(token: string): string {
  if (token.startsWith("'")) return token.slice(1).replace(/'$/, '')
  if (token.startsWith('"')) return token.slice(1).replace(/"$/, '').replaceAll(/\\(.)/g, '$1')
  return token.length > 1 && token.startsWith('\\') ? token.slice(1) : token
}

interface Answer {
  readonly candidates: readonly string[]
  /** Cobra's: 4 are these only, 8 files with these endings, 0 any files. */
  readonly directive: number
}

/** Asks the kubectl of another workstation, which has the kubeconfig of this one. */
function askKubectl(place: CompletionPlace, words: readonly string[]): Answer | undefined {
  const line = ['kubectl', '__complete', ...words].map(quoted).join(' ')
  const outcome = runAside(place, `${line} 2> /dev/null`)
  return typeof outcome === 'string' ? undefined : answerIn(outcome.output)
}

function answerIn(output: string): Answer | undefined {
  const lines = output.trimEnd().split('\n')
  const directive = /^:(\d+)$/.exec(lines.pop() ?? '')?.[1]
  if (directive === undefined) return undefined
  const candidates = lines.map((line) => line.split('\t')[0] ?? '')
  return { candidates: [...new Set(candidates)], directive: Number(directive) }
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`
}
