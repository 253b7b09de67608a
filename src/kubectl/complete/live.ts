import type { Pod, Run } from '#engine'
import { findResource, pathOf, resourceName, type ResourceMapping } from '../api/discovery.ts'
import { isList } from '../api/objects.ts'
import { type Cli, resourcesOf } from '../cli.ts'
import { CommandError } from '../failure.ts'
import { asPod } from '../remote/pod-of.ts'

/** Types that can be got, the core group first. */
export function* typeNames(cli: Cli): Run<readonly string[]> {
  const mappings = yield* resourcesOf(cli)
  return mappings
    .filter(({ verbs }) => verbs.includes('get'))
    .sort(byGroupAndName)
    .map(resourceName)
}

function byGroupAndName(left: ResourceMapping, right: ResourceMapping): number {
  const [first, second] = [left, right].map(({ group, resource }) => `${group}\0${resource}`)
  return (first ?? '') < (second ?? '') ? -1 : 1
}

/** Names of the objects of a type; nothing when they cannot be had. */
export function* objectNames(cli: Cli, type: string): Run<readonly string[]> {
  try {
    const mapping = findResource(yield* resourcesOf(cli), type)
    if (mapping === undefined) return []
    const list = yield* cli.api.get(pathOf(mapping, { namespace: cli.namespace }))
    return isList(list) ? list.items.map(({ metadata }) => metadata?.name ?? '') : []
  } catch (error) {
    if (error instanceof CommandError) return []
    throw error
  }
}

/** Containers of a Pod, without those that were put in later. */
export function* containerNames(cli: Cli, pod: string): Run<readonly string[]> {
  try {
    const name = pod.split('/').at(-1) ?? ''
    const found = yield* cli.api.get(`/api/v1/namespaces/${cli.namespace}/pods/${name}`)
    return namesIn(asPod(found))
  } catch (error) {
    if (error instanceof CommandError) return []
    throw error
  }
}

function namesIn({ spec }: Pod): readonly string[] {
  const { initContainers = [], containers } = spec
  return [...initContainers, ...containers].map(({ name }) => name)
}
