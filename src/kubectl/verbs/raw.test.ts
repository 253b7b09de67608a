import { expect, test } from 'vitest'
import { kubectlBench } from '../testing.ts'

const PODS = '/api/v1/namespaces/default/pods'
const POD = '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"stand"},"spec":{"containers":[]}}'
const MAP = '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"menu"},"data":{"tea":"1"}}'
const MAPS = '/api/v1/namespaces/default/configmaps'

const bench = () =>
  kubectlBench({
    files: {
      '/root/pod.json': POD,
      '/root/map.json': MAP,
      '/root/map2.json': MAP.replace('"1"', '"2"'),
      '/root/map.yaml': 'kind: ConfigMap\n',
    },
  })

test('create posts the file as it is, and prints what the server answers', () => {
  const it = bench()
  const { stdout, code } = it.kubectl(`create --raw ${MAPS} -f map.json`)
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ kind: 'ConfigMap', data: { tea: '1' } })
  expect(it.prints('get configmap menu -o jsonpath={.data.tea}')).toBe('1')
})

test('replace puts, delete deletes: both print the answer', () => {
  const it = bench()
  it.kubectl('create -f map.json')
  const put = it.kubectl(`replace --raw ${MAPS}/menu -f map2.json`)
  expect(JSON.parse(put.stdout)).toMatchObject({ data: { tea: '2' } })
  const gone = it.kubectl(`delete --raw ${MAPS}/menu`)
  expect(JSON.parse(gone.stdout)).toMatchObject({ kind: 'Status', status: 'Success' })
  expect(it.prints('get configmap menu')).toBe(
    'Error from server (NotFound): configmaps "menu" not found\n',
  )
})

test.each([
  {
    line: `create --raw ${PODS} -f pod.json`,
    says: 'The Pod "stand" is invalid: spec.containers: Required value\n',
  },
  {
    line: `create --raw ${MAPS} -f map.yaml`,
    says:
      'Error from server (BadRequest): the object provided is unrecognized (must be of type ConfigMap): ' +
      "couldn't get version/kind; json parse error: invalid character 'k' looking for beginning of value " +
      '(6b696e643a20436f6e6669674d61700a)\n',
  },
  {
    line: `create --raw ${MAPS} -f no.json`,
    says: 'error: open no.json: no such file or directory\n',
  },
  {
    line: `create --raw ${MAPS} -f map.json -f map2.json`,
    says: 'error: --raw can only use a single local file or stdin\n',
  },
  {
    line: `create --raw ${MAPS} -f https://example.com/map.json`,
    says: 'error: --raw cannot read from a url\n',
  },
  {
    line: `create --raw ${MAPS} -f map.json --edit`,
    says: 'error: --raw and --edit are mutually exclusive\n',
  },
  {
    line: `create --raw ${MAPS} -f map.json -o yaml`,
    says: 'error: --raw and --output are mutually exclusive\n',
  },
  {
    line: 'replace --raw api/v1 -f map.json',
    says: 'error: --raw must be a valid URL path: parse "api/v1": invalid URI for request\n',
  },
  {
    line: 'get --raw /menu',
    says: 'Error from server (NotFound): the server could not find the requested resource\n',
  },
  {
    line: `delete --raw ${MAPS}/menu --interactive`,
    says: 'error: --interactive can not be used with --raw\n',
  },
])('$line says why not', ({ line, says }) => {
  expect(bench().prints(line)).toBe(says)
})
