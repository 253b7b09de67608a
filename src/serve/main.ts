import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { KUBERNETES_VERSION } from '#engine'
import { type CommandLine, readCommandLine, USAGE } from './command-line.ts'
import { kubeconfigFor } from './kubeconfig.ts'
import { LIMITS } from './server.ts'
import { type Serving, startServing } from './serving.ts'

const asked = readCommandLine(process.argv.slice(2), Date.now())
if (asked === 'help') process.stdout.write(USAGE)
else if ('error' in asked) leave(`${asked.error}\n\n${USAGE}`)
else await serve(asked)

async function serve(options: CommandLine): Promise<void> {
  const onFault = (fault: unknown) => {
    console.error(fault)
  }
  try {
    const serving = await startServing({ ...options, onFault, limits: LIMITS })
    const file = resolve(options.kubeconfig)
    writeFileSync(file, kubeconfigFor({ server: serving.url, token: serving.token }), {
      mode: 0o600,
    })
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => void serving.stop())
    process.stdout.write(welcome(serving, options, file))
  } catch (error) {
    leave(`cannot serve: ${error instanceof Error ? error.message : String(error)}\n`)
  }
}

function welcome({ url, token }: Serving, options: CommandLine, file: string): string {
  const { nodes, clock, speed } = options
  const time =
    clock === 'wall'
      ? `Simulated time follows the wall clock${speed === 1 ? '' : `, ${speed} times as fast`}.`
      : `Simulated time stands still. Ten seconds pass with:\n  curl -X POST${
          token === undefined ? '' : ` -H 'Authorization: Bearer ${token}'`
        } -d '{"seconds": 10}' ${url}/apis/glasspod.dev/v1/clock/advance`
  return `A simulated Kubernetes ${KUBERNETES_VERSION} with ${nodes} nodes listens on ${url}

  export KUBECONFIG=${file}
  kubectl get nodes

${token === undefined ? '' : `Clients must show the token ${token} (it is in the kubeconfig).\n`}${time}
Ctrl-C stops it.
`
}

function leave(words: string): never {
  process.stderr.write(words)
  process.exit(1)
}
