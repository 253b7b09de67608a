import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DESCRIPTION, EXPLANATION, FILES, SETTINGS, SHELL_SESSION } from './testing/expected.ts'
import { findKubectl, onTerminal, run, type Running, start } from './testing/kubectl.ts'
import { serve, type TestServing } from './testing/serving.ts'

for (const version of ['1.30', '1.31', '1.32', '1.33']) {
  const path = findKubectl(version)
  const name = path === undefined ? `kubectl ${version} IS NOT INSTALLED` : `kubectl ${version}`
  describe.skipIf(path === undefined)(name, () => story(path ?? ''))
}

/** One cluster, used from its first Pod to its last; each test goes on where the one before ended. */
function story(path: string): void {
  let serving: TestServing
  const commandOf = (line: string) => [path, ...wordsOf(line)]
  /** What a person sees: output, errors, and the exit code unless it is 0. */
  const prints = async (line: string, options?: Parameters<typeof run>[2]): Promise<string> => {
    const { stdout, stderr, code } = await run(serving, commandOf(line), options)
    return `${stdout}${stderr}${code === 0 ? '' : `[${code}]\n`}`
  }
  const begin = (line: string): Running => start(serving, commandOf(line))

  beforeAll(async () => {
    serving = await serve()
    for (const [name, text] of Object.entries(FILES))
      writeFileSync(join(serving.directory, name), text)
  })
  afterAll(async () => {
    await serving.stop()
    expect(serving.faults).toEqual([])
  })

  test('create and apply', async () => {
    expect(await prints('create -f web.yaml')).toBe('pod/web created\n')
    expect(await prints('create -f web.yaml')).toBe(
      'Error from server (AlreadyExists): error when creating "web.yaml": pods "web" already exists\n[1]\n',
    )
    expect(await prints('apply -f settings.yaml -f crash.yaml')).toBe(
      'configmap/settings created\npod/crash created\n',
    )
    expect(await prints('apply -f settings.yaml')).toBe('configmap/settings unchanged\n')
  })

  test('get -w shows what happens as it happens', async () => {
    // Of a list kubectl watches what came after it; of one Pod, what comes after the watch is open.
    const watching = begin('get pods -w --field-selector metadata.name=crash')
    await watching.says('crash   0/1     Pending   0          0s\n')
    // What a server sends bears the age of that moment, so time waits until the watch is open.
    await serving.ask('PATCH', '/api/v1/namespaces/default/pods/crash', {
      headers: { 'content-type': 'application/merge-patch+json' },
      body: { metadata: { annotations: { watched: 'yes' } } },
    })
    await watching.says('crash   0/1     Pending   0          0s\n')
    await serving.advance(20)
    await watching.says('(2s ago)    16s\n')
    watching.kill()
    expect((await watching.done).stdout).toBe(`NAME    READY   STATUS    RESTARTS   AGE
crash   0/1     Pending   0          0s
crash   0/1     Pending   0          0s
crash   0/1     Pending   0          0s
crash   0/1     ContainerCreating   0          0s
crash   0/1     ContainerCreating   0          0s
crash   1/1     Running             0          2s
crash   0/1     Error               0          3s
crash   1/1     Running             1 (1s ago)   3s
crash   0/1     Error               1 (2s ago)   4s
crash   0/1     CrashLoopBackOff    1 (2s ago)   5s
crash   1/1     Running             2 (11s ago)   14s
crash   0/1     Error               2 (12s ago)   15s
crash   0/1     CrashLoopBackOff    2 (2s ago)    16s
`)
  })

  test('get in all its forms', async () => {
    expect(await prints('get pods')).toBe(`NAME    READY   STATUS             RESTARTS     AGE
crash   0/1     CrashLoopBackOff   2 (6s ago)   20s
web     2/2     Running            0            20s
`)
    expect(await prints('get pod web -o wide'))
      .toBe(`NAME   READY   STATUS    RESTARTS   AGE   IP           NODE       NOMINATED NODE   READINESS GATES
web    2/2     Running   0          20s   10.244.1.2   worker-1   <none>           <none>
`)
    expect(await prints('get pod web -o name')).toBe('pod/web\n')
    expect(await prints('get pods --show-labels -l app=web')).toBe(
      'NAME   READY   STATUS    RESTARTS   AGE   LABELS\nweb    2/2     Running   0          20s   app=web\n',
    )
    expect(await prints('get pods -o jsonpath={.items[*].status.podIP}')).toBe(
      '10.244.1.3 10.244.1.2',
    )
    const { object } = await serving.ask('GET', '/api/v1/namespaces/default/pods/web')
    const json = JSON.parse(await prints('get pod web -o json --show-managed-fields')) as object
    expect(json).toEqual(object)
    const yaml = await prints('get configmap settings -o yaml')
    expect(yaml.replace(/".*"$/gm, '…').replace(/uid: .*/, 'uid: …')).toBe(SETTINGS)
    expect(await prints('get pod nix')).toBe(
      'Error from server (NotFound): pods "nix" not found\n[1]\n',
    )
  })

  test('describe', async () => {
    // 1.33 mended a line.
    const printed = await prints('describe pod crash')
    const mended = printed.replace(
      'ConfigMapOptional:       <nil>',
      'Optional:                false',
    )
    expect(ageless(mended)).toBe(DESCRIPTION)
  })

  test('logs', async () => {
    expect(await prints('logs crash --previous')).toBe('once\n')
    expect(await prints('logs crash -c nix')).toBe(
      'error: container nix is not valid for pod crash\n[1]\n',
    )
    const following = begin('logs -f web -c shell')
    await following.says('started\n')
    await serving.advance(5)
    const attached = begin('attach -i web -c shell')
    attached.type('hello\n')
    await attached.says('got hello\n')
    await following.says('got hello\n')
    for (const running of [attached, following]) running.kill()
    expect((await following.done).stdout).toBe('started\ngot hello\n')
    expect((await attached.done).stdout).toBe('got hello\n')
  })

  test('exec', async () => {
    expect(await prints('exec web -c shell -- sh -c "echo out; echo err >&2; exit 4"')).toBe(
      'out\nerr\ncommand terminated with exit code 4\n[4]\n',
    )
    expect(await prints('exec -i web -c shell -- cat', { input: 'piped\n' })).toBe('piped\n')
    expect(await prints('exec web -c shell -- nix')).toMatch(
      /exec: "nix": executable file not found in \$PATH/,
    )
    expect(await prints('exec web -- true')).toBe(
      'Defaulted container "nginx" out of: nginx, shell\n',
    )
    const long = 'abcdefghijklmno\n'.repeat(20_000)
    expect(await prints('exec -i web -c shell -- cat', { input: long })).toBe(long)
  })

  test('exec over SPDY, as older clients do', async () => {
    const env = { KUBECTL_REMOTE_COMMAND_WEBSOCKETS: 'false' }
    expect(
      await prints('exec web -c shell -- sh -c "echo out; echo err >&2; exit 4"', { env }),
    ).toBe('out\nerr\ncommand terminated with exit code 4\n[4]\n')
    const long = 'abcdefghijklmno\n'.repeat(20_000)
    expect(await prints('exec -i web -c shell -- cat', { input: long, env })).toBe(long)
  })

  const terminal = onTerminal === undefined ? 'exec -it: NO script AND NO python3' : 'exec -it'
  test.skipIf(onTerminal === undefined)(terminal, async () => {
    const shell = start(serving, onTerminal?.(commandOf('exec -it web -c nginx -- bash')) ?? [])
    await shell.says('root@web:/# ')
    shell.type('tty; echo $((6 * 7))\r')
    await shell.says('42\r\nroot@web:/# ')
    shell.type('sleep 100\r')
    await shell.says('sleep 100\r\n')
    shell.type('\x03')
    await shell.says('root@web:/# ')
    shell.type('exit 5\r')
    const { stdout, code } = await shell.done
    expect([printed(stdout), code]).toEqual([SHELL_SESSION, 5])
  })

  test('port-forward', async () => {
    const [local, closed] = [await freePort(), await freePort()]
    const forwarding = begin(`port-forward --address 127.0.0.1 pod/web ${local}:80 ${closed}:81`)
    await forwarding.says(`127.0.0.1:${closed} -> 81\n`)
    for (const page of ['/', '/none', '/']) {
      const answer = await fetch(`http://127.0.0.1:${local}${page}`)
      const title = /<title>(.*)<\/title>/.exec(await answer.text())?.[1]
      expect(title).toBe(page === '/' ? 'Welcome to nginx!' : '404 Not Found')
    }
    await expect(fetch(`http://127.0.0.1:${closed}/`)).rejects.toThrow('fetch failed')
    const { stderr, code } = await forwarding.done
    expect(stderr).toMatch(/dial tcp \[::1\]:81: connect: connection refused/)
    expect(stderr).toMatch(/^error: lost connection to pod$/m)
    expect(code).toBe(1)
  })

  test('label, annotate, patch and edit', async () => {
    expect(await prints('label pod web tier=front')).toBe('pod/web labeled\n')
    expect(await prints('annotate pod web note=hello')).toBe('pod/web annotated\n')
    expect(await prints(`patch pod web -p {"metadata":{"labels":{"tier":"back"}}}`)).toBe(
      'pod/web patched\n',
    )
    const env = { KUBE_EDITOR: "sed -i 's/tier: back/tier: edited/'" }
    expect(await prints('edit pod web', { env })).toBe('pod/web edited\n')
    expect(await prints('get pod web --show-labels')).toBe(
      'NAME   READY   STATUS    RESTARTS   AGE   LABELS\nweb    2/2     Running   0          25s   app=web,tier=edited\n',
    )
  })

  test('wait', async () => {
    expect(await prints('wait --for=condition=Ready pod/web')).toBe('pod/web condition met\n')
    expect(await prints('run late --image=busybox -- sleep 1000')).toBe('pod/late created\n')
    const waiting = begin('wait --for=condition=Ready pod/late')
    await serving.advance(30)
    expect((await waiting.done).stdout).toBe('pod/late condition met\n')
    expect(await prints('wait --for=condition=Ready --timeout=10ms pod/crash')).toBe(
      'error: timed out waiting for the condition on pods/crash\n[1]\n',
    )
  })

  test('events', async () => {
    const printed = await prints(
      'get events --field-selector involvedObject.name=web,reason=Scheduled',
    )
    expect(printed).toBe(
      'LAST SEEN   TYPE     REASON      OBJECT    MESSAGE\n55s         Normal   Scheduled   pod/web   Successfully assigned default/web to worker-1\n',
    )
    expect(spaceless(await prints('events --for pod/web'))).toMatch(
      /^AGE | Normal | Scheduled | Pod\/web | Successfully assigned default\/web to worker-1$/m,
    )
  })

  test('what the cluster is', async () => {
    const version = path.slice(-4)
    expect(await prints('version')).toMatch(
      new RegExp(
        `^Client Version: v${version}\\.\\d+\\nKustomize Version: .*\\nServer Version: v1\\.36\\.0\\n`,
      ),
    )
    const kinds = await prints('api-resources --namespaced=true --no-headers')
    expect(kinds.split('\n').map((row) => row.split(/ +/)[0])).toEqual(
      expect.arrayContaining([
        'configmaps',
        'events',
        'pods',
        'secrets',
        'serviceaccounts',
        'leases',
      ]),
    )
    expect(await prints('config current-context')).toBe('glasspod\n')
    expect(await prints('explain pod.spec.containers.image')).toBe(EXPLANATION)
    expect(await prints('get --raw /readyz')).toBe('ok')
  })

  test('delete takes the time that the containers take', async () => {
    expect(await prints('delete pod web --wait=false')).toMatch(/^pod "web" deleted/)
    expect(await prints('get pod web')).toBe(
      'NAME   READY   STATUS        RESTARTS   AGE\nweb    2/2     Terminating   0          55s\n',
    )
    const deleting = begin('delete pod web')
    await deleting.says('deleted')
    await serving.advance(31)
    expect((await deleting.done).code).toBe(0)
    expect(await prints('delete pod crash --grace-period=0 --force')).toMatch(
      /^pod "crash" force deleted/,
    )
    expect(await prints('delete pod late --now --wait=false')).toMatch(/^pod "late" deleted/)
    await serving.advance(5)
    expect(await prints('get pods')).toBe('No resources found in default namespace.\n')
  })
}

/** Words between blanks; quoted words stay together. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?<= |^)"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word)
}

/** Without what differs from run to run, and from day to day: names given by chance, ages, how long pulling took. */
function ageless(text: string): string {
  const [before = '', events = ''] = text.split(/(?<=^Events:\n)/m)
  return (before + spaceless(events))
    .replace(/[0-9a-f]{64}/g, 'HASH')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'UID')
    .replace(/kube-api-access-\w{5}/g, 'kube-api-access-XXXXX')
    .replace(/in \S+ \(\S+ including waiting\)/g, 'in TIME (TIME including waiting)')
}

/** kubectl reckons ages by the machine's clock, and makes columns as wide as they are. */
function spaceless(table: string): string {
  const rows = table.split('\n').map((row) => row.trim().replace(/ {2,}/g, ' | '))
  return rows
    .join('\n')
    .replace(/\b\d+d(\d+h)?\b/g, 'AGE')
    .replace(/-{3,}/g, '-')
}

/** Without the sequences that switch the terminal's modes. */
function printed(text: string): string {
  return text.replace(/\p{Cc}\[\?\d+[hl]/gu, '')
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
