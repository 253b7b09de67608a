import type { TestServing } from './serving.ts'

export const PODS = '/api/v1/namespaces/default/pods'

/** A Pod of one container that runs a script in busybox. */
export function podOf(name: string, script: string): object {
  const command = ['sh', '-c', script]
  return { metadata: { name }, spec: { containers: [{ name: 'main', image: 'busybox', command }] } }
}

export async function create(serving: TestServing, name: string, script: string): Promise<void> {
  await serving.ask('POST', PODS, { body: podOf(name, script) })
}

/** What its first container has said. */
export async function logOf(serving: TestServing, name: string): Promise<string> {
  return (await serving.ask('GET', `${PODS}/${name}/log`)).text
}

export async function phaseOf(serving: TestServing, name: string): Promise<string | undefined> {
  const { object } = await serving.ask('GET', `${PODS}/${name}`)
  return (object as { readonly status?: { readonly phase?: string } }).status?.phase
}
