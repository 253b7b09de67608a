import { type Process, type Stat, SystemError } from '#engine'

/** What test(1) says of its operands; `kind` lets each shell find its own words for it. */
export class TestError extends Error {
  readonly kind: 'number' | 'operator' | 'end' | 'bracket' | 'extra'
  readonly word: string

  constructor(kind: TestError['kind'], word: string, message: string) {
    super(message)
    this.kind = kind
    this.word = word
  }
}

const UNARY = '-b -c -d -e -f -g -h -k -L -n -O -G -p -r -s -S -t -u -v -w -x -z -a'.split(' ')

export function isUnaryTest(operator: string): boolean {
  return UNARY.includes(operator)
}

/** -f, -d, -z … as test(1) and [[ know them. */
export function testUnary(process: Process, operator: string, operand: string): boolean {
  switch (operator) {
    case '-z':
      return operand === ''
    case '-n':
      return operand !== ''
    case '-t':
      return /^\d+$/.test(operand) && isTerminal(process, Number(operand))
    case '-r':
      return attempt(() => process.access(operand, 'read')) ?? false
    case '-w':
      return attempt(() => process.access(operand, 'write')) ?? false
    case '-x':
      return attempt(() => process.access(operand, 'execute')) ?? false
    case '-h':
    case '-L':
      return attempt(() => process.lstat(operand))?.kind === 'symlink'
    default:
      return testFile(
        process,
        operator,
        attempt(() => process.stat(operand)),
      )
  }
}

function testFile(process: Process, operator: string, stat: Stat | undefined): boolean {
  if (stat === undefined) return false
  switch (operator) {
    case '-e':
    case '-a':
      return true
    case '-f':
      return stat.kind === 'file'
    case '-d':
      return stat.kind === 'directory'
    case '-s':
      return stat.size > 0
    case '-p':
      return stat.kind === 'fifo'
    case '-S':
      return stat.kind === 'socket'
    case '-b':
      return stat.kind === 'block device'
    case '-c':
      return stat.kind === 'character device'
    case '-u':
      return (stat.mode & 0o4000) !== 0
    case '-g':
      return (stat.mode & 0o2000) !== 0
    case '-k':
      return (stat.mode & 0o1000) !== 0
    case '-O':
      return stat.uid === process.credentials.uid
    case '-G':
      return stat.gid === process.credentials.gid
    default:
      return false
  }
}

const BINARY = '= == != < > -nt -ot -ef'.split(' ')

export function isBinaryTest(operator: string): boolean {
  return BINARY.includes(operator) || isComparison(operator)
}

export function isComparison(operator: string): boolean {
  return /^-(eq|ne|lt|le|gt|ge)$/.test(operator)
}

export function testBinary(
  process: Process,
  operator: string,
  [left, right]: readonly [string, string],
): boolean {
  const stat = (path: string): Stat | undefined => attempt(() => process.stat(path))
  switch (operator) {
    case '=':
    case '==':
      return left === right
    case '!=':
      return left !== right
    case '<':
      return left < right
    case '>':
      return left > right
    case '-nt':
      return (stat(left)?.mtime ?? -1) > (stat(right)?.mtime ?? -1)
    case '-ot':
      return (stat(left)?.mtime ?? -1) < (stat(right)?.mtime ?? -1)
    case '-ef': {
      const [a, b] = [stat(left), stat(right)]
      return a !== undefined && a.ino === b?.ino && a.dev === b.dev
    }
    default:
      return compareIntegers(operator, integerIn(left), integerIn(right))
  }
}

export function compareIntegers(operator: string, a: bigint, b: bigint): boolean {
  switch (operator) {
    case '-eq':
      return a === b
    case '-ne':
      return a !== b
    case '-lt':
      return a < b
    case '-le':
      return a <= b
    case '-gt':
      return a > b
    default:
      return a >= b
  }
}

function integerIn(text: string): bigint {
  if (!/^\s*[-+]?\d+\s*$/.test(text))
    throw new TestError('number', text, `${text}: integer expression expected`)
  return BigInt(text.trim().replace(/^\+/, ''))
}

function isTerminal(process: Process, fd: number): boolean {
  return process.descriptors().includes(fd) && process.isTerminal(fd)
}

function attempt<T>(call: () => T): T | undefined {
  try {
    return call()
  } catch (error) {
    if (error instanceof SystemError) return undefined
    throw error
  }
}
