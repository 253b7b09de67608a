import { expect, test } from 'vitest'
import { ageOf, clockFace } from './age.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

test.each([
  [-5, '0s'],
  [999, '0s'],
  [119_999, '119s'],
  [2 * MINUTE, '2m'],
  [3 * MINUTE + 20_000, '3m20s'],
  [10 * MINUTE + 20_000, '10m'],
  [179 * MINUTE, '179m'],
  [3 * HOUR, '3h'],
  [3 * HOUR + 5 * MINUTE, '3h5m'],
  [9 * HOUR + 5 * MINUTE, '9h'],
  [2 * DAY, '2d'],
  [3 * DAY + 2 * HOUR, '3d2h'],
  [9 * DAY + 2 * HOUR, '9d'],
])('%i ms are %s', (ms, age) => {
  expect(ageOf(ms)).toBe(age)
})

test.each([
  [0, '0:00'],
  [7_900, '0:07'],
  [12 * MINUTE + 30_000, '12:30'],
  [HOUR + 2 * MINUTE + 3000, '1:02:03'],
])('after %i ms the clock shows %s', (ms, face) => {
  expect(clockFace(ms)).toBe(face)
})
