import fc from 'fast-check'
import { expect, test } from 'vitest'
import { highlightYaml } from './highlight.ts'

/** Each token as kind:text, kinds shortened to what a reader of this test can scan. */
function shown(text: string): string[][] {
  return highlightYaml(text).map((line) => line.map(({ kind, text }) => `${kind}:${text}`))
}

test.each([
  ['kind: Pod', ['key:kind', 'sign::', 'text: ', 'string:Pod']],
  ['  replicas: 3', ['text:  ', 'key:replicas', 'sign::', 'text: ', 'number:3']],
  ['- name: sise', ['sign:- ', 'key:name', 'sign::', 'text: ', 'string:sise']],
  ["- 'bin/bash'", ['sign:- ', "string:'bin/bash'"]],
  [
    'ready: true # so far',
    ['key:ready', 'sign::', 'text: ', 'word:true', 'text: ', 'comment:# so far'],
  ],
  ['image: quay.io/x/y:0.5.0', ['key:image', 'sign::', 'text: ', 'string:quay.io/x/y:0.5.0']],
  ['cpu: 100m', ['key:cpu', 'sign::', 'text: ', 'string:100m']],
  ['# a comment', ['comment:# a comment']],
  ['url: http://x#y', ['key:url', 'sign::', 'text: ', 'string:http://x#y']],
  ['---', ['sign:---']],
  [
    '{a: 1, b: [x, y]}',
    [
      'sign:{',
      'key:a',
      'sign::',
      'text: ',
      'number:1',
      'sign:,',
      'text: ',
      'key:b',
      'sign::',
      'text: ',
      'sign:[',
      'string:x',
      'sign:,',
      'text: ',
      'string:y',
      'sign:]}',
    ],
  ],
  ['"half', ['string:"half']],
  ['', []],
])('%s', (line, tokens) => {
  expect(shown(line)).toEqual([tokens])
})

test('a block of text is a string until the indentation ends', () => {
  expect(shown('script: |\n  echo: hi\n\n  # no comment\nnext: 1')).toEqual([
    ['key:script', 'sign::', 'text: ', 'sign:|'],
    ['string:  echo: hi'],
    [],
    ['string:  # no comment'],
    ['key:next', 'sign::', 'text: ', 'number:1'],
  ])
})

test('whatever the text, no character is lost and it ends', () => {
  const characters = fc.constantFrom(...Array.from(' \n-:#\'"|>[]{},&*!a1.~中'))
  fc.assert(
    fc.property(fc.string({ unit: characters }), (text) => {
      const back = highlightYaml(text).map((line) => line.map((token) => token.text).join(''))
      expect(back.join('\n')).toBe(text)
    }),
  )
})
