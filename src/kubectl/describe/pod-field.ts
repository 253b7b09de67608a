import type { Pod } from '#engine'
import { quote } from '../flags/quote.ts'
import { sortedEntries } from './metadata.ts'

/** The value of a field of the metadata, as the downward API gives it; nothing for any other. */
export function fieldOfPod(pod: Pod, path: string): string {
  const [, list = '', key = ''] = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path) ?? []
  const { metadata } = pod
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
    default:
      return ''
  }
}

function pairs(texts: Readonly<Record<string, string>> | undefined): string {
  return sortedEntries(texts)
    .map(([key, value]) => `${key}=${quote(value)}`)
    .join('\n')
}
