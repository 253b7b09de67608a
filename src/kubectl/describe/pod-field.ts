import type { ObjectMeta } from '#engine'
import { quote } from '../flags/quote.ts'
import { sortedEntries } from './metadata.ts'

/** The value of a field of an object's metadata, as the downward API gives it; nothing for any other. */
export function fieldOf(metadata: Partial<ObjectMeta>, path: string): string {
  const [, list = '', key = ''] = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path) ?? []
  if (list !== '') {
    const texts = list === 'labels' ? metadata.labels : metadata.annotations
    return new Map(Object.entries(texts ?? {})).get(key) ?? ''
  }
  switch (path) {
    case 'metadata.name':
      return metadata.name ?? ''
    case 'metadata.namespace':
      return metadata.namespace ?? ''
    case 'metadata.uid':
      return metadata.uid ?? ''
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
