import { isJsonObject, type JsonValue, readDocuments } from '#manifest'
import type { Mount, Role } from './diagram.ts'

/** What a text in the editor asks for, as far as the diagram draws it. */
export interface Draft {
  readonly isReadable: boolean
  readonly pods: readonly DraftPod[]
}

export interface DraftPod {
  readonly key: string
  readonly name: string
  readonly namespace: string
  readonly containers: readonly DraftContainer[]
  readonly volumes: readonly DraftVolume[]
}

export interface DraftContainer {
  readonly name: string
  readonly image: string
  readonly role: Role
  readonly mounts: readonly Mount[]
}

export interface DraftVolume {
  readonly name: string
  readonly kind: string
}

export const emptyDraft: Draft = { isReadable: true, pods: [] }

/** Reads the Pods of a text that may be half written: what is missing or odd is left out. */
export function draftOf(text: string): Draft {
  const documents = readDocuments(text)
  return {
    isReadable: documents.every((document) => document.ok),
    pods: documents.flatMap((document) => (document.ok ? podsOf(document.value) : [])),
  }
}

/** While a text cannot be read, what was last read from it stands for it. */
export function nextDraft(before: Draft, text: string): Draft {
  const draft = draftOf(text)
  return draft.isReadable ? draft : { ...before, isReadable: false }
}

function podsOf(value: JsonValue): readonly DraftPod[] {
  if (field(value, 'kind') !== 'Pod') return []
  const metadata = field(value, 'metadata')
  const spec = field(value, 'spec')
  const name = word(field(metadata, 'name'))
  if (name === '') return []
  const namespace = word(field(metadata, 'namespace')) || 'default'
  return [
    {
      key: `${namespace}/${name}`,
      name,
      namespace,
      containers: [
        ...list(field(spec, 'initContainers')).map((it) =>
          containerOf(it, field(it, 'restartPolicy') === 'Always' ? 'sidecar' : 'init'),
        ),
        ...list(field(spec, 'containers')).map((it) => containerOf(it, 'app')),
      ].filter((container) => container.name !== ''),
      volumes: list(field(spec, 'volumes')).map(volumeOf),
    },
  ]
}

function containerOf(value: JsonValue, role: Role): DraftContainer {
  return {
    name: word(field(value, 'name')),
    image: word(field(value, 'image')),
    role,
    mounts: list(field(value, 'volumeMounts')).map((mount) => ({
      volume: word(field(mount, 'name')),
      path: word(field(mount, 'mountPath')),
      isReadOnly: field(mount, 'readOnly') === true,
    })),
  }
}

function volumeOf(value: JsonValue): DraftVolume {
  const kind = isJsonObject(value) ? Object.keys(value).find((key) => key !== 'name') : undefined
  return { name: word(field(value, 'name')), kind: kind ?? 'emptyDir' }
}

function field(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return value !== undefined && isJsonObject(value) && Object.hasOwn(value, key)
    ? value[key]
    : undefined
}

function list(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : []
}

function word(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : ''
}
