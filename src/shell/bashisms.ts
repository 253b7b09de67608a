import type { ParsedScript } from 'unbash'
import type { Flavour } from './flavour.ts'
import type { SyntaxProblem } from './syntax.ts'

/** What the grammar of a plain shell finds where it does not expect it. */
interface Found {
  readonly token: string
  readonly at: number
}

/** A node of the grammar, with its text. */
interface Node {
  readonly type: string
  readonly text: string
  readonly fields: object
}

/** The first thing in a script that only bash understands; undefined when there is none. */
export function bashismIn(
  source: string,
  script: ParsedScript,
  shell: Flavour['name'],
): SyntaxProblem | undefined {
  const found = shell === 'bash' ? undefined : firstIn(source, script, shell)
  if (found === undefined) return undefined
  const isLoop = found.token.startsWith('bad')
  return {
    isIncomplete: false,
    position: found.at,
    showsLine: false,
    isAtEnd: false,
    words: {
      bash: '',
      dash: `Syntax error: ${isLoop ? 'Bad for loop variable' : `${found.token} unexpected`}`,
      ash: `syntax error: ${isLoop ? found.token : `unexpected ${found.token}`}`,
    },
  }
}

function firstIn(source: string, node: unknown, shell: 'dash' | 'ash'): Found | undefined {
  if (typeof node !== 'object' || node === null) return undefined
  if ('type' in node && typeof node.type === 'string' && 'pos' in node) {
    const [pos, end] = [Number(node.pos), 'end' in node ? Number(node.end) : source.length]
    const here: Node = { type: node.type, text: source.slice(pos, end), fields: node }
    const found = unknownIn(here, shell)
    if (found !== undefined) return { token: found.token, at: pos + Math.max(0, found.at) }
  }
  // The parts of a word are made when they are asked for.
  const below = 'parts' in node ? [...Object.values(node), node.parts] : Object.values(node)
  for (const it of below) {
    const found = firstIn(source, it, shell)
    if (found !== undefined) return found
  }
  return undefined
}

function unknownIn({ type, text, fields }: Node, shell: 'dash' | 'ash'): Found | undefined {
  switch (type) {
    case 'Select':
      return { token: '"do"', at: text.indexOf('do') }
    case 'ArithmeticFor':
      return { token: 'bad for loop variable', at: 0 }
    case 'Pipeline': {
      const operators = 'operators' in fields ? fields.operators : []
      const isBoth = Array.isArray(operators) && operators.includes('|&')
      return isBoth ? { token: '"&"', at: text.indexOf('|&') + 1 } : undefined
    }
    case 'TestBinary':
      return / =~ [^"']*\(/.test(text) ? { token: '"("', at: text.indexOf('(') } : undefined
    case 'ProcessSubstitution':
      if (shell === 'ash') return undefined
      return text.startsWith('>') ? { token: 'redirection', at: 0 } : { token: '"("', at: 1 }
    case 'Function':
      if (shell === 'ash' || !text.startsWith('function ')) return undefined
      return text.endsWith('}') ? { token: '"}"', at: text.length - 1 } : { token: '"("', at: 0 }
    default:
      return undefined
  }
}
