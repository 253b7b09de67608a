// npm run mutate: takes one rule of validation away at a time, and says which are missed by no test.
//   npm run mutate -- containers.ts   only the rules of one file
import { mutantsOf } from './mutate/mutants.ts'
import { Tables } from './mutate/tables.ts'

const ENOUGH = 0.95

const tables = new Tables()
const asked = process.argv.slice(2)
const files = tables.files.filter((file) => asked.length === 0 || asked.includes(file))
if (tables.failing() !== undefined) throw new Error(`already red: ${tables.failing() ?? ''}`)
let [caught, all] = [0, 0]
for (const file of files)
  for (const { line, rule, text } of mutantsOf(tables.sourceOf(file))) {
    all++
    if (tables.failing({ file, text }) !== undefined) caught++
    else console.log(`no row misses ${file}:${line}  ${rule}`)
  }
console.log(
  `${caught} of ${all} rules are missed by a row when they are gone (${((100 * caught) / all).toFixed(1)} %)`,
)
process.exitCode = caught / all >= ENOUGH ? 0 : 1
