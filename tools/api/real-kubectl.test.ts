import { execFile, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const BAD_POD = `apiVersion: v1
kind: Pod
metadata: {name: bad}
spec:
  contaners: []
  containers: [{name: a, image: b}]
`
const UNKNOWN = 'unknown field "spec.contaners"'

const versions = [27, 28, 29, 30, 31, 32, 33].map((minor) => ({
  minor,
  path: `/usr/lib/google-cloud-sdk/bin/kubectl.1.${minor}`,
}))
const isAnyThere = versions.some(({ path }) => existsSync(path))

describe.skipIf(!isAnyThere)('what the server says of its types (skipped without kubectl)', () => {
  const home = mkdtempSync(join(tmpdir(), 'kubectl-'))
  const kubeconfig = join(home, 'kubeconfig')
  const script = ['--import', 'tsx', 'src/serve/main.ts', '--port', '0', '--clock', 'manual']
  const options = { cwd: new URL('../..', import.meta.url) }
  const server = spawn(process.execPath, [...script, '--kubeconfig', kubeconfig], options)

  beforeAll(async () => {
    writeFileSync(join(home, 'bad.yaml'), BAD_POD)
    await new Promise((done) => server.stdout.once('data', done))
  })
  afterAll(async () => {
    await new Promise((done) => {
      server.once('exit', done)
      server.kill()
    })
    rmSync(home, { recursive: true })
  })

  const run = async (kubectl: string, ...args: string[]) => {
    const env = { HOME: home, KUBECONFIG: kubeconfig }
    const running = promisify(execFile)(kubectl, args, { env, cwd: home })
    return running.catch((error: unknown) => error as { stdout: string; stderr: string })
  }

  describe.each(versions)('kubectl 1.$minor', ({ path }) => {
    test.skipIf(!existsSync(path))('explains a field', async () => {
      const { stdout, stderr } = await run(path, 'explain', 'pod.spec.containers.livenessProbe')
      expect(stderr).toBe('')
      expect(stdout.split('\n').filter(Boolean).slice(0, 9)).toEqual([
        'KIND:       Pod',
        'VERSION:    v1',
        'FIELD: livenessProbe <Probe>',
        'DESCRIPTION:',
        '    Periodic probe of container liveness. Container will be restarted if the',
        '    probe fails. Cannot be updated. More info:',
        '    https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle#container-probes',
        '    Probe describes a health check to be performed against a container to',
        '    determine whether it is alive or ready to receive traffic.',
      ])
    })

    test.skipIf(!existsSync(path))('explains all fields below, and in version 2', async () => {
      const { stdout } = await run(path, 'explain', 'pod', '--recursive')
      expect(stdout).toContain('      livenessProbe\t<Probe>\n        exec\t<ExecAction>\n')
      const older = await run(path, 'explain', 'pod.spec.os', '--output', 'plaintext-openapiv2')
      expect(older.stdout).toContain('RESOURCE: os <Object>')
    })

    test.skipIf(!existsSync(path))('lets the server validate, as it says it can', async () => {
      const refused = await run(path, 'create', '-f', 'bad.yaml')
      expect(refused.stderr).toBe(
        `Error from server (BadRequest): error when creating "bad.yaml": Pod in version "v1" cannot be handled as a Pod: strict decoding error: ${UNKNOWN}\n`,
      )
      const dry = ['create', '--validate=warn', '--dry-run=server', '-f', 'bad.yaml']
      expect(await run(path, ...dry)).toMatchObject({
        stdout: 'pod/bad created (server dry run)\n',
        stderr: `Warning: ${UNKNOWN}\n`,
      })
    })
  })
})
