// node tools/serve-dist.mjs <port>: serves what is built, without building.
import { serveDist, stopOnSignal } from './static-server.mjs'

const port = Number(process.argv[2] ?? 4173)
stopOnSignal(await serveDist(port))
console.log(`http://localhost:${port}`)
