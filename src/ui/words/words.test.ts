import { expect, test } from 'vitest'
import { en } from './en.ts'
import { languageFor } from './words.ts'
import { zhCN } from './zh-CN.ts'

test.each([
  { wanted: ['zh-TW', 'en'], language: 'zh-CN' },
  { wanted: ['ZH'], language: 'zh-CN' },
  { wanted: ['de-DE', 'en-GB', 'zh-CN'], language: 'en' },
  { wanted: ['fr'], language: 'en' },
  { wanted: [], language: 'en' },
])('a reader of $wanted reads $language', ({ wanted, language }) => {
  expect(languageFor(wanted)).toBe(language)
})

test('both languages say the same things, and leave nothing empty', () => {
  expect(shapeOf(zhCN)).toEqual(shapeOf(en))
  for (const words of [en, zhCN])
    for (const sentence of sentencesIn(words)) expect(sentence).not.toBe('')
})

function shapeOf(words: object): unknown {
  return Object.fromEntries(
    Object.entries(words).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'object' && value !== null ? shapeOf(value) : typeof value,
    ]),
  )
}

function sentencesIn(words: object): string[] {
  return Object.values(words).flatMap((value: unknown) =>
    typeof value === 'object' && value !== null
      ? sentencesIn(value)
      : typeof value === 'string'
        ? [value.trim()]
        : [],
  )
}
