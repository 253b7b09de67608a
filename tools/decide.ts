// npm run -s decide: the kubelet's decisions as data. Reads {"cases": [{"decision", "input"}]} from
// standard input and prints {"outputs": […]} in the same order.
import { readFileSync } from 'node:fs'
import { decide } from './decide/decide.ts'

const { cases } = JSON.parse(readFileSync(0, 'utf8')) as { cases: Parameters<typeof decide>[0][] }
process.stdout.write(`${JSON.stringify({ outputs: cases.map(decide) })}\n`)
