import { typeSchema } from '../../api/schema.ts'

const META = 'io.k8s.apimachinery.pkg.apis.meta.v1'

/** Types that are written as one value have no fields, and stand in packages of their own. */
const SCALAR_MODELS: Readonly<Record<string, string>> = {
  Quantity: 'io.k8s.apimachinery.pkg.api.resource.Quantity',
  IntOrString: 'io.k8s.apimachinery.pkg.util.intstr.IntOrString',
  Time: `${META}.Time`,
  MicroTime: `${META}.MicroTime`,
  FieldsV1: `${META}.FieldsV1`,
}

/** What OpenAPI calls a type, such as io.k8s.api.core.v1.Pod; undefined for plain values. */
export function modelName(typeName: string): string | undefined {
  const type = typeSchema(typeName)
  if (type === undefined) return SCALAR_MODELS[typeName]
  const { groupVersion, goName } = type
  const [version = '', group = 'core'] = groupVersion.split('/').reverse()
  if (group === 'meta') return `${META}.${goName}`
  return `io.k8s.api.${group.split('.')[0] ?? ''}.${version}.${goName}`
}

/** What OpenAPI calls the list of a kind. */
export function listModelName(typeName: string): string {
  return `${modelName(typeName) ?? typeName}List`
}
