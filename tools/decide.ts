// npm run -s decide: the kubelet's decisions as data. Reads {"cases": [{"decision", "input"}]} from
// standard input and prints {"outputs": […]} in the same order.
import { readFileSync } from 'node:fs'
import { decide, questionsIn } from './decide/decide.ts'

const outputs = questionsIn(readFileSync(0, 'utf8')).map(decide)
process.stdout.write(`${JSON.stringify({ outputs })}\n`)
