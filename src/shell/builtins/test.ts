import { evaluateTest } from '../run/test-expression.ts'
import { TestError } from '../run/tests.ts'
import type { Words } from '../flavour.ts'
import { type Builtin, complainAbout } from './builtin.ts'

/** test and [ */
export const test: Builtin = function* (shell, args, called) {
  const isBracket = called === '['
  if (isBracket && args.at(-1) !== ']') {
    const posix = 'missing ]'
    yield* complainAbout(shell, called, {
      bash: "missing `]'",
      dash: posix,
      ash: posix,
      byApplet: true,
    })
    return 2
  }
  try {
    return evaluateTest(shell.process, isBracket ? args.slice(0, -1) : args) ? 0 : 1
  } catch (error) {
    if (!(error instanceof TestError)) throw error
    yield* complainAbout(shell, called, wordsFor(error, args))
    return 2
  }
}

function wordsFor({ kind, word, message }: TestError, args: readonly string[]): Words {
  const [first = '', second = ''] = args
  switch (kind) {
    case 'number':
      return {
        bash: message,
        dash: `Illegal number: ${word}`,
        ash: `${word}: bad number`,
        byApplet: true,
      }
    case 'operator':
      return {
        bash: message,
        dash: `${first}: unexpected operator`,
        ash: `${second}: unknown operand`,
        byApplet: true,
      }
    case 'end':
      return { bash: message, dash: 'argument expected', ash: 'argument expected', byApplet: true }
    case 'bracket':
      return {
        bash: message,
        dash: 'closing paren expected',
        ash: 'closing paren expected',
        byApplet: true,
      }
    case 'extra':
      return {
        bash: message,
        dash: `${word}: unexpected operator`,
        ash: `${word}: unknown operand`,
        byApplet: true,
      }
  }
}
