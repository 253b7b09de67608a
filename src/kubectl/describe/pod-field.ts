import type { Pod } from '#engine'
import { quote } from '../flags/quote.ts'
import { sortedEntries } from './metadata.ts'

/** The value of a field that the downward API may refer to; nothing for any other. */
export function fieldOfPod(pod: Pod, path: string): string {
  const [, list = '', key = ''] = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path) ?? []
  const { metadata, spec, status } = pod
  if (list !== '') {
    const texts = list === 'labels' ? metadata.labels : metadata.annotations
    return new Map(Object.entries(texts ?? {})).get(key) ?? ''
  }
  switch (path) {
    case 'metadata.name':
      return metadata.name
    case 'metadata.namespace':
      return metadata.namespace
    case 'metadata.uid':
      return metadata.uid
    case 'metadata.labels':
      return pairs(metadata.labels)
    case 'metadata.annotations':
      return pairs(metadata.annotations)
    case 'spec.nodeName':
      return spec.nodeName ?? ''
    case 'spec.serviceAccountName':
      return spec.serviceAccountName ?? ''
    case 'status.podIP':
      return status.podIP ?? ''
    case 'status.hostIP':
      return status.hostIP ?? ''
    default:
      return ''
  }
}

function pairs(texts: Readonly<Record<string, string>> | undefined): string {
  return sortedEntries(texts)
    .map(([key, value]) => `${key}=${quote(value)}`)
    .join('\n')
}
