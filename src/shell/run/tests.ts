import { type Process, type Stat, SystemError } from '#engine'
import { ShellError } from '../failure.ts'

/** What a test may look at: a shell, or a process with its environment. */
export interface TestPlace {
  readonly process: Process
  readonly variables: { get(name: string): string | undefined }
}

/** -f, -d, -z … as test(1) and [[ know them. */
export function testUnary(shell: TestPlace, operator: string, operand: string): boolean {
  const { process } = shell
  switch (operator) {
    case '-z':
      return operand === ''
    case '-n':
      return operand !== ''
    case '-t':
      return /^\d+$/.test(operand) && isTerminal(shell, Number(operand))
    case '-r':
      return attempt(() => process.access(operand, 'read')) ?? false
    case '-w':
      return attempt(() => process.access(operand, 'write')) ?? false
    case '-x':
      return attempt(() => process.access(operand, 'execute')) ?? false
    case '-h':
    case '-L':
      return attempt(() => process.lstat(operand))?.kind === 'symlink'
    case '-v':
      return shell.variables.get(operand) !== undefined
    default:
      return testFile(
        operator,
        attempt(() => process.stat(operand)),
      )
  }
}

const UNARY = '-b -c -d -e -f -g -h -k -L -n -p -r -s -S -t -u -v -w -x -z -a'.split(' ')

export function isUnaryTest(operator: string): boolean {
  return UNARY.includes(operator)
}

function testFile(operator: string, stat: Stat | undefined): boolean {
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
    default:
      return false
  }
}

const BINARY = '= == != < > -nt -ot -ef'.split(' ')

export function isBinaryTest(operator: string): boolean {
  return BINARY.includes(operator) || /^-(eq|ne|lt|le|gt|ge)$/.test(operator)
}

export function testBinary(
  shell: TestPlace,
  operator: string,
  [left, right]: readonly [string, string],
): boolean {
  const stat = (path: string): Stat | undefined => attempt(() => shell.process.stat(path))
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
      return compareIntegers(operator, left, right) ?? false
  }
}

/** -eq and its kin; undefined for any other operator. Throws a ShellError for what is no number. */
export function compareIntegers(
  operator: string,
  left: string,
  right: string,
): boolean | undefined {
  if (!/^-(eq|ne|lt|le|gt|ge)$/.test(operator)) return undefined
  const [a, b] = [integerIn(left), integerIn(right)]
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
    throw new ShellError(`${text}: integer expression expected`, 2)
  return BigInt(text.trim().replace(/^\+/, ''))
}

function isTerminal({ process }: TestPlace, fd: number): boolean {
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
