import { expect, test } from 'vitest'
import { typeNames, typeSchema } from './schema.ts'

test('a type names its fields in the order of the Go struct', () => {
  expect(typeSchema('ContainerPort')?.fields.map((field) => field.name)).toEqual([
    ...['name', 'hostPort', 'containerPort', 'protocol', 'hostIP'],
  ])
})

test('a list says how its entries are told apart', () => {
  expect(typeSchema('Container')?.field.get('ports')).toEqual({
    name: 'ports',
    type: { shape: 'list', of: { shape: 'named', name: 'ContainerPort' } },
    isPointer: false,
    isAlwaysWritten: false,
    isRequired: false,
    isLeftOutWhenZero: false,
    patchStrategies: ['merge'],
    patchMergeKey: 'containerPort',
    listKeys: ['containerPort', 'protocol'],
    isSet: false,
    isAtomic: false,
    numbers: [6],
  })
})

test.each([
  ['Pod', 'kind', []],
  ['Pod', 'metadata', [1]],
  ['Container', 'env', [7]],
  ['Volume', 'configMap', [2, 19]],
  ['OwnerReference', 'apiVersion', [5]],
])('protobuf knows the field of %s that is called %s as %j', (type, field, numbers) => {
  expect(typeSchema(type)?.field.get(field)?.numbers).toEqual(numbers)
})

test('every type that a field names is there, or is a scalar', () => {
  const scalars = new Set<string>()
  for (const name of typeNames())
    for (const field of typeSchema(name)?.fields ?? []) {
      let type = field.type
      while (type.shape !== 'named') type = type.of
      if (typeSchema(type.name) === undefined) scalars.add(type.name)
    }
  const lowerCase = [...scalars].filter((name) => /^[a-z]/.test(name))
  expect(lowerCase.sort()).toEqual(['bool', 'bytes', 'int32', 'int64', 'string', 'types.UID'])
})
