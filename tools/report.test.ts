import { expect, test } from 'vitest'
import { tallyPlaywright, tallyVitest } from './report.mjs'

test('a test file that could not be loaded counts as one failure', () => {
  const report = {
    testResults: [
      { name: 'broken.test.ts', status: 'failed', assertionResults: [] },
      {
        name: 'mixed.test.ts',
        status: 'failed',
        assertionResults: [
          { fullName: 'one', status: 'passed' },
          { fullName: 'two', status: 'failed' },
          { fullName: 'three', status: 'skipped' },
        ],
      },
    ],
  }
  expect(tallyVitest(report)).toEqual({ passed: 1, failed: 2, skipped: ['three'] })
})

test('browser tests are counted through nested suites, and a fault of the set-up is a failure', () => {
  const report = {
    errors: [{ message: 'the server did not start' }],
    suites: [
      {
        title: 'file',
        specs: [{ title: 'opens', tests: [{ status: 'expected' }] }],
        suites: [
          {
            title: 'nested',
            specs: [
              { title: 'breaks', tests: [{ status: 'unexpected' }] },
              { title: 'waits', tests: [{ status: 'skipped' }] },
            ],
          },
        ],
      },
    ],
  }
  expect(tallyPlaywright(report)).toEqual({ passed: 1, failed: 2, skipped: ['waits'] })
})
