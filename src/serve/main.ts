import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { createCluster } from '#engine'
import { registry } from '#images'
import { driveByHand, driveByWallClock } from './driver.ts'
import { kubeconfigFor } from './kubeconfig.ts'
import { createHttpServer } from './server.ts'

const USAGE = `npm run serve -- [--port 8001] [--kubeconfig FILE] [--nodes N] [--seed S]
                [--clock wall|manual] [--speed X] [--start-time RFC3339]`

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8001' },
    kubeconfig: { type: 'string', default: './glasspod.kubeconfig' },
    nodes: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    clock: { type: 'string', default: 'wall' },
    speed: { type: 'string', default: '1' },
    'start-time': { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) {
  console.log(USAGE)
  process.exit(0)
}

const start = values['start-time']
const cluster = createCluster({
  seed: Number(values.seed),
  epochMs: start === undefined ? Date.now() : Date.parse(start),
  nodes: Number(values.nodes),
  registry,
})
const driver =
  values.clock === 'manual' ? driveByHand(cluster) : driveByWallClock(cluster, Number(values.speed))
const server = createHttpServer({ cluster, driver })
const port = Number(values.port)

server.on('error', (error) => {
  console.error(`cannot serve on port ${port}: ${error.message}`)
  process.exit(1)
})
server.listen(port, '127.0.0.1', () => {
  writeFileSync(values.kubeconfig, kubeconfigFor(`http://127.0.0.1:${port}`))
  console.log(`A simulated cluster listens on http://127.0.0.1:${port}`)
  console.log(`Use it with: kubectl --kubeconfig ${values.kubeconfig} get nodes`)
})
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    driver.stop()
    server.closeAllConnections()
    server.close()
  })
