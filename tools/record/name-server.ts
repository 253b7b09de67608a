// A name server on 127.0.0.1 for one recording: knows what the first argument, JSON, says, and says
// so by a file, the second argument, once it listens.
import { createSocket } from 'node:dgram'
import { writeFileSync } from 'node:fs'
import { answerTo, type Names } from '../../src/images/tools/fixtures/name-answers.ts'

const [known = '{}', readyFile = ''] = process.argv.slice(2)
const names = JSON.parse(known) as Names

const socket = createSocket('udp4')
socket.on('message', (question, { port, address }) => {
  socket.send(answerTo(question, names), port, address)
})
socket.bind(53, '127.0.0.1', () => {
  writeFileSync(readyFile, '')
})
