import type { KubeObject } from '../../api/objects.ts'

/** Fields that are printed even when a file leaves them out, where objects are read into types. */
const ALWAYS_THERE = new Map<string, Fields>([
  ['Pod', { spec: { containers: [{ resources: {} }] }, status: {} }],
  ['Deployment', { spec: { strategy: {}, template: templateFields() }, status: {} }],
  ['ReplicaSet', { spec: { template: templateFields() }, status: { replicas: 0 } }],
  ['Job', { spec: { template: templateFields() }, status: {} }],
  ['Service', { spec: {}, status: { loadBalancer: {} } }],
])

interface Fields {
  readonly [field: string]: Fields | readonly Fields[] | number
}

function templateFields(): Fields {
  return { metadata: {}, spec: { containers: [{ resources: {} }] } }
}

/** An object as it stands when it has been read into the type of its kind, and written again. */
export function asTyped(object: KubeObject): KubeObject {
  const fields = ALWAYS_THERE.get(object.kind ?? '')
  return fields === undefined ? object : filled(object, fields)
}

function filled<Of extends object>(object: Of, fields: Fields): Of {
  const whole = new Map<string, unknown>(Object.entries(object))
  for (const [key, inner] of Object.entries(fields)) {
    const value = whole.get(key)
    if (typeof inner === 'number') whole.set(key, value ?? inner)
    else if (!isList(inner)) whole.set(key, filled(isObject(value) ? value : {}, inner))
    else if (Array.isArray(value))
      whole.set(
        key,
        value.map((each: unknown) => filledItem(each, inner)),
      )
  }
  return Object.fromEntries(whole) as Of
}

function filledItem(item: unknown, [fields = {}]: readonly Fields[]): unknown {
  return isObject(item) ? filled(item, fields) : item
}

function isList(fields: Fields | readonly Fields[]): fields is readonly Fields[] {
  return Array.isArray(fields)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
