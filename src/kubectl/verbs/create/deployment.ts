import { defineCommand } from '../../command.ts'
import { int, stringSlice } from '../../flags/flag.ts'
import { make, MAKER_FLAGS, nameAndWords, placeIn } from './make.ts'

const NO_PORT = -1

export const deployment = defineCommand({
  name: 'deployment',
  aliases: ['deploy'],
  use: 'create deployment NAME --image=image -- [COMMAND] [args...]',
  summary: 'Create a deployment with the specified name.',
  examples: [
    { what: 'Three of the same', line: 'kubectl create deployment web --image=nginx --replicas=3' },
  ],
  flags: {
    ...MAKER_FLAGS,
    image: stringSlice({ usage: 'Image names to run.', isRequired: true }),
    port: int({ initial: NO_PORT, usage: 'The port that the container exposes.' }),
    replicas: int({ short: 'r', initial: 1, usage: 'How many there are to be.' }),
  },
  *run(cli, given) {
    const { name, words } = nameAndWords(cli, given)
    const { image, port, replicas } = given.flags
    const labels = { app: name }
    const containers = image.map((each, at) => ({
      ...(words.length > 0 ? { command: words } : {}),
      image: each,
      name: containerNameOf(each),
      ...(at === 0 && port !== NO_PORT ? { ports: [{ containerPort: port }] } : {}),
      resources: {},
    }))
    const object = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { labels, ...placeIn(cli, name) },
      spec: {
        replicas,
        selector: { matchLabels: labels },
        strategy: {},
        template: { metadata: { labels }, spec: { containers } },
      },
      status: {},
    }
    const path = `/apis/apps/v1/namespaces/${cli.namespace}/deployments`
    yield* make(cli, { object, path, failure: 'failed to create deployment:' }, given.flags)
  },
})

/** `registry.example/some_app:1.0` → `some-app`. */
function containerNameOf(image: string): string {
  const last = image.split('/').at(-1) ?? image
  return last.replace(/[:@].*$/, '').replaceAll('_', '-')
}
