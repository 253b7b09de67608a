import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'
import { readBehaviour } from './behaviour.ts'

const BEHAVIOUR = 'virtual:behaviour'
const FILE = 'src/engine/BEHAVIOUR.md'

/** `virtual:behaviour`: what is simulated and what is not, with how many tests name each rule. */
export function behaviour(): Plugin {
  return {
    name: 'behaviour',
    resolveId: (id) => (id === BEHAVIOUR ? `\0${id}` : undefined),
    load(id) {
      if (id !== `\0${BEHAVIOUR}`) return undefined
      this.addWatchFile(resolve(FILE))
      const sections = readBehaviour(readFileSync(FILE, 'utf8'), testsBelow('src'))
      return { code: `export const sections = ${JSON.stringify(sections)}`, moduleType: 'js' }
    },
  }
}

function testsBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
}
