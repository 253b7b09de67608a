import type { Run } from '#engine'
import { apiVersionOf, findResource, type ResourceMapping } from '../api/discovery.ts'
import { type Cli, out, resourcesOf } from '../cli.ts'
import { defineCommand } from '../command.ts'
import { CommandError, WordedError } from '../failure.ts'
import { bool, string } from '../flags/flag.ts'
import type { ApiDocument } from '../explain/document.ts'
import { explain as explainText, explainHead } from '../explain/explain.ts'

export const explain = defineCommand({
  name: 'explain',
  use: 'explain TYPE [--recursive=FALSE|TRUE] [--api-version=api-version-group] [-o|--output=plaintext|plaintext-openapiv2]',
  summary: 'Get documentation for a resource.',
  examples: [
    { what: 'What a Pod is made of', line: 'kubectl explain pods' },
    { what: 'One field of it', line: 'kubectl explain pods.spec.containers' },
  ],
  flags: {
    'api-version': string({ usage: 'The version to explain, as apps/v1.' }),
    output: string({
      short: 'o',
      initial: 'plaintext',
      usage: 'plaintext or plaintext-openapiv2.',
    }),
    recursive: bool({ short: 'R', usage: 'The names of all fields below, too.' }),
  },
  *run(cli, { flags, args }) {
    const [asked = ''] = args
    if (args.length === 0)
      throw new CommandError(
        'You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.\n',
      )
    if (args.length > 1) throw new CommandError('We accept only this format: explain RESOURCE\n')
    const { resource, path } = split(yield* resourcesOf(cli), asked)
    const mapping = inVersion(yield* resourcesOf(cli), resource, flags['api-version'])
    const document = yield* documentOf(cli, mapping)
    const { group, version, kind } = mapping
    yield* out(cli, explainHead({ group, version, kind }))
    const text = explainText({
      document,
      kind: { group, version, kind },
      path,
      isRecursive: flags.recursive,
    })
    if (text === undefined) throw new CommandError(`field "${path.at(-1) ?? ''}" does not exist`)
    yield* out(cli, text)
  },
})

/** `pods.spec.containers`, `deployments.apps.spec`: the resource and the fields behind it. */
function split(
  resources: readonly ResourceMapping[],
  asked: string,
): { readonly resource: ResourceMapping; readonly path: readonly string[] } {
  const [first = '', ...rest] = asked.replace(/\.$/, '').split('.')
  const resource = findResource(resources, first)
  if (resource === undefined)
    throw new WordedError(`the server doesn't have a resource type "${first}"`)
  const group = resource.group.split('.')
  const namesGroup =
    resource.group !== '' && rest.slice(0, group.length).join('.') === resource.group
  return { resource, path: namesGroup ? rest.slice(group.length) : rest }
}

function inVersion(
  resources: readonly ResourceMapping[],
  resource: ResourceMapping,
  apiVersion: string,
): ResourceMapping {
  if (apiVersion === '') return resource
  const found = resources.find(
    (each) => each.kind === resource.kind && apiVersionOf(each) === apiVersion,
  )
  if (found !== undefined) return found
  const [version = '', group = ''] = apiVersion.split('/').reverse()
  throw new CommandError(
    `couldn't find resource for "${group}/${version}, Resource=${resource.resource}"`,
  )
}

function* documentOf(cli: Cli, mapping: ResourceMapping): Run<ApiDocument> {
  const place = mapping.group === '' ? `api/${mapping.version}` : `apis/${apiVersionOf(mapping)}`
  return (yield* cli.api.get(`/openapi/v3/${place}`)) as ApiDocument
}
