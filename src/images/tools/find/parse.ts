import { type Call, Refusal } from '../call.ts'
import type { ExecAction, FindNode, FindPlan } from './expression.ts'
import { testFor } from './tests.ts'

/** Reads the expression behind the paths. */
export function parseFind(call: Call, words: readonly string[]): FindPlan {
  return new FindParser(call, words).plan()
}

class FindParser {
  readonly #call: Call
  readonly #words: readonly string[]
  readonly #gatherers: ExecAction[] = []
  #at = 0
  #leastDepth = 0
  #mostDepth = Infinity
  #isDepthFirst = false
  #staysOnFileSystem = false
  #hasAction = false

  constructor(call: Call, words: readonly string[]) {
    this.#call = call
    this.#words = words
  }

  plan(): FindPlan {
    const expression = this.#words.length === 0 ? ALWAYS : this.#comma()
    const extra = this.#words[this.#at]
    if (extra !== undefined)
      throw new Refusal(extra === ')' ? "you have too many ')'" : `unknown predicate \`${extra}'`)
    const print: FindNode = { kind: 'print', end: '\n' }
    return {
      root: this.#hasAction ? expression : { kind: 'and', left: expression, right: print },
      leastDepth: this.#leastDepth,
      mostDepth: this.#mostDepth,
      isDepthFirst: this.#isDepthFirst,
      staysOnFileSystem: this.#staysOnFileSystem,
      gatherers: this.#gatherers,
    }
  }

  #comma(): FindNode {
    let left = this.#or()
    while (this.#take(',')) left = { kind: 'comma', left, right: this.#or() }
    return left
  }

  #or(): FindNode {
    let left = this.#and()
    while (this.#take('-o', '-or')) left = { kind: 'or', left, right: this.#and() }
    return left
  }

  #and(): FindNode {
    let left = this.#not()
    for (;;) {
      const next = this.#words[this.#at]
      if (next === undefined || [')', ',', '-o', '-or'].includes(next)) return left
      this.#take('-a', '-and')
      left = { kind: 'and', left, right: this.#not() }
    }
  }

  #not(): FindNode {
    if (this.#take('!', '-not')) return { kind: 'not', operand: this.#not() }
    if (!this.#take('(')) return this.#primary()
    const inner = this.#comma()
    if (!this.#take(')'))
      throw new Refusal(
        "invalid expression; I was expecting to find a ')' somewhere but did not see one.",
      )
    return inner
  }

  #take(...words: readonly string[]): boolean {
    if (!words.includes(this.#words[this.#at] ?? '')) return false
    this.#at++
    return true
  }

  #primary(): FindNode {
    const word = this.#words[this.#at++]
    if (word === undefined) {
      const before = this.#words.at(-1) ?? ''
      throw new Refusal(
        this.#call.isBusybox ? `bad arg '${before}'` : `expected an expression after '${before}'`,
      )
    }
    return this.#option(word) ?? this.#action(word) ?? this.#test(word)
  }

  #argument(word: string): string {
    const value = this.#words[this.#at++]
    if (value === undefined) throw this.#missingArgument(word)
    return value
  }

  #missingArgument(word: string): Refusal {
    return new Refusal(
      this.#call.isBusybox ? `${word} requires an argument` : `missing argument to \`${word}'`,
    )
  }

  #depth(word: string): number {
    const value = this.#argument(word)
    if (/^\d+$/.test(value)) return Number(value)
    throw new Refusal(
      this.#call.isBusybox
        ? `invalid number '${value}'`
        : `Expected a positive decimal integer argument to ${word}, but got '${value}'`,
    )
  }

  #option(word: string): FindNode | undefined {
    switch (word) {
      case '-maxdepth':
        this.#mostDepth = this.#depth(word)
        return ALWAYS
      case '-mindepth':
        this.#leastDepth = this.#depth(word)
        return ALWAYS
      case '-depth':
      case '-d':
        this.#isDepthFirst = true
        return ALWAYS
      case '-xdev':
      case '-mount':
        this.#staysOnFileSystem = true
        return ALWAYS
      default:
        return undefined
    }
  }

  #action(word: string): FindNode | undefined {
    const node = this.#actionNode(word)
    if (node !== undefined && node.kind !== 'prune') this.#hasAction = true
    return node
  }

  #actionNode(word: string): FindNode | undefined {
    switch (word) {
      case '-print':
        return { kind: 'print', end: '\n' }
      case '-print0':
        return { kind: 'print', end: '\0' }
      case '-printf':
        return { kind: 'printf', format: this.#argument(word) }
      case '-ls':
      case '-prune':
      case '-quit':
        return { kind: word.slice(1) as 'ls' }
      case '-delete':
        this.#isDepthFirst = true
        return { kind: 'delete' }
      case '-exec':
      case '-execdir':
      case '-ok':
        return this.#exec(word)
      default:
        return undefined
    }
  }

  #exec(word: string): FindNode {
    const argv: string[] = []
    for (;;) {
      const next = this.#words[this.#at++]
      if (next === undefined) throw this.#missingArgument(word)
      if (next === ';') break
      if (next === '+' && argv.at(-1) === '{}') break
      argv.push(next)
    }
    const isGathered = this.#words[this.#at - 1] === '+'
    const exec: ExecAction = {
      argv: isGathered ? argv.slice(0, -1) : argv,
      isGathered,
      isInDirectory: word === '-execdir',
      asks: word === '-ok',
      gathered: [],
    }
    if (isGathered) this.#gatherers.push(exec)
    return { kind: 'exec', exec }
  }

  #test(word: string): FindNode {
    const test = testFor(this.#call, word, () => this.#argument(word))
    if (test === undefined)
      throw this.#call.isBusybox
        ? new Refusal(`unrecognized: ${word}`, { usage: true })
        : new Refusal(unknown(word))
    return { kind: 'test', holds: test }
  }
}

function unknown(word: string): string {
  return word.startsWith('-')
    ? `unknown predicate \`${word}'`
    : `paths must precede expression: \`${word}'`
}

const ALWAYS: FindNode = { kind: 'test', holds: () => true }
