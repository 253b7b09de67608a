import { expect, test } from 'vitest'
import { fromProtobuf } from './decode.ts'
import { WireError } from './reader.ts'

type Value = number | bigint | string | Uint8Array | readonly (readonly [number, Value])[]

/** What Go's encoder would write of these fields. */
function encoded(fields: readonly (readonly [number, Value])[]): Uint8Array {
  return Uint8Array.from(fields.flatMap(([number, value]) => [...field(number, value)]))
}

function field(number: number, value: Value): readonly number[] {
  if (typeof value === 'number' || typeof value === 'bigint')
    return [...varint(BigInt(number) << 3n), ...varint(BigInt.asUintN(64, BigInt(value)))]
  const bytes =
    typeof value === 'string'
      ? new TextEncoder().encode(value)
      : value instanceof Uint8Array
        ? value
        : encoded(value)
  return [...varint((BigInt(number) << 3n) | 2n), ...varint(BigInt(bytes.length)), ...bytes]
}

function varint(value: bigint): readonly number[] {
  const low = Number(value & 0x7fn)
  return value < 128n ? [low] : [low | 0x80, ...varint(value >> 7n)]
}

function bodyOf(apiVersion: string, kind: string, object: readonly (readonly [number, Value])[]) {
  const type: Value = [
    [1, apiVersion],
    [2, kind],
  ]
  return Uint8Array.from([
    ...new TextEncoder().encode('k8s\0'),
    ...encoded([
      [1, type],
      [2, encoded(object)],
      [3, ''],
      [4, ''],
    ]),
  ])
}

const NAMED = (name: string): readonly [number, Value] => [
  1,
  [
    [1, name],
    [3, ''],
    [8, []],
  ],
]

test.each([
  {
    rule: 'zero values that Go always writes are left out, as in JSON',
    body: bodyOf('v1', 'Namespace', [NAMED('dev'), [2, []], [3, [[1, '']]]]),
    object: {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'dev', creationTimestamp: null },
      spec: {},
      status: {},
    },
  },
  {
    rule: 'what may be absent may also be zero; numbers can be negative',
    body: bodyOf('apps/v1', 'Deployment', [
      NAMED('web'),
      [
        2,
        [
          [1, 0],
          [
            2,
            [
              [
                1,
                [
                  [1, 'app'],
                  [2, 'web'],
                ],
              ],
            ],
          ],
          [5, 0],
          [9, -1],
        ],
      ],
    ]),
    object: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', creationTimestamp: null },
      spec: {
        replicas: 0,
        selector: { matchLabels: { app: 'web' } },
        progressDeadlineSeconds: -1,
      },
    },
  },
  {
    rule: 'lists, maps, bytes, and a `__proto__` that is a key like any other',
    body: bodyOf('v1', 'Secret', [
      NAMED('s'),
      [
        2,
        [
          [1, 'a'],
          [2, Uint8Array.of(0, 255)],
        ],
      ],
      [
        2,
        [
          [1, '__proto__'],
          [2, 'x'],
        ],
      ],
      [3, 'Opaque'],
    ]),
    object: {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's', creationTimestamp: null },
      data: Object.fromEntries([
        ['a', 'AP8='],
        ['__proto__', 'eA=='],
      ]),
      type: 'Opaque',
    },
  },
  {
    rule: 'embedded structs, quantities, numbers or strings, and times',
    body: bodyOf('v1', 'Pod', [
      [
        1,
        [
          [1, 'p'],
          [8, [[1, 1767225600]]],
        ],
      ],
      [
        2,
        [
          [
            2,
            [
              [1, 'app'],
              [
                8,
                [
                  [
                    1,
                    [
                      [1, 'cpu'],
                      [2, [[1, '100m']]],
                    ],
                  ],
                ],
              ],
              [
                10,
                [
                  [
                    1,
                    [
                      [
                        2,
                        [
                          [1, '/'],
                          [
                            2,
                            [
                              [1, 1],
                              [3, 'http'],
                            ],
                          ],
                        ],
                      ],
                    ],
                  ],
                  [2, 5],
                ],
              ],
            ],
          ],
          [
            1,
            [
              [1, 'v'],
              [2, [[2, [[1, '']]]]],
            ],
          ],
        ],
      ],
    ]),
    object: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p', creationTimestamp: '2026-01-01T00:00:00Z' },
      spec: {
        containers: [
          {
            name: 'app',
            resources: { limits: { cpu: '100m' } },
            livenessProbe: { httpGet: { path: '/', port: 'http' }, initialDelaySeconds: 5 },
          },
        ],
        volumes: [{ name: 'v', emptyDir: {} }],
      },
    },
  },
  {
    rule: 'options of the API’s own machinery travel under any group',
    body: bodyOf('policy/v1', 'DeleteOptions', [[1, 0]]),
    object: { apiVersion: 'policy/v1', kind: 'DeleteOptions', gracePeriodSeconds: 0 },
  },
])('$rule', ({ body, object }) => {
  expect(fromProtobuf(body)).toEqual(object)
})

test('a kind that is not known, and a body of another kind, are left to be refused', () => {
  expect(fromProtobuf(bodyOf('example.com/v1', 'Gadget', []))).toBeUndefined()
  expect(fromProtobuf(new TextEncoder().encode('{}'))).toBeUndefined()
  expect(fromProtobuf(new Uint8Array())).toBeUndefined()
})

test('a body that breaks off is said to, wherever it breaks off', () => {
  const whole = bodyOf('v1', 'Namespace', [NAMED('dev')])
  const results = Array.from({ length: whole.length - 4 }, (_, cut) => {
    try {
      fromProtobuf(whole.subarray(0, 4 + cut))
      return 'read'
    } catch (error) {
      return error instanceof WireError ? error.message : error
    }
  })
  expect(new Set(results)).toEqual(new Set(['read', 'unexpected EOF']))
})
