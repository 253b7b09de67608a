import { expect, test } from 'vitest'
import lines from './fixtures/command-lines.json' with { type: 'json' }
import { kubectlBench } from './testing.ts'

/** As the recordings were made: nobody answers at any address. */
const withoutCluster = { HOME: '/root', KUBECONFIG: '/dev/null' }

test.each(lines.cases)('kubectl $args says what the real one says', ({ args, stderr, code }) => {
  const bench = kubectlBench({ files: { '/root/a.yaml': lines.files['a.yaml'] } })
  const outcome = bench.kubectl('', { argv: ['kubectl', ...args], env: withoutCluster })
  expect({ stderr: outcome.stderr, code: outcome.code }).toEqual({ stderr, code })
})
