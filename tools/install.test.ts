import { expect, test } from 'vitest'
import { holdsAll } from './install.mjs'

const react = { version: '19.3.1', integrity: 'sha512-a' }
const forMac = { version: '1.0.0', integrity: 'sha512-b', optional: true }
const wanted = { '': { version: '0.0.0' }, 'node_modules/react': react, 'node_modules/mac': forMac }

test.each([
  {
    installed: 'everything',
    present: { 'node_modules/react': react, 'node_modules/mac': forMac },
    holds: true,
  },
  {
    installed: 'all but another machine’s package',
    present: { 'node_modules/react': react },
    holds: true,
  },
  { installed: 'nothing', present: {}, holds: false },
  {
    installed: 'an older version',
    present: { 'node_modules/react': { ...react, version: '18.0.0' } },
    holds: false,
  },
  {
    installed: 'other bytes',
    present: { 'node_modules/react': { ...react, integrity: 'sha512-c' } },
    holds: false,
  },
])('with $installed installed, the lock file is satisfied: $holds', ({ present, holds }) => {
  expect(holdsAll(wanted, present)).toBe(holds)
})
