import { expect, test } from 'vitest'
import { parseUrl, remoteName, resolveUrl } from './url.ts'

test.each([
  ['localhost', { host: 'localhost', port: 80, authority: 'localhost', target: '/' }],
  ['localhost:9876/info', { port: 9876, authority: 'localhost:9876', target: '/info' }],
  ['http://h:80?x=1', { port: 80, authority: 'h', target: '/?x=1' }],
  ['http://[::1]:8080/a#b', { host: '::1', authority: '[::1]:8080', target: '/a' }],
  ['http://me:pw@h/', { user: 'me:pw', host: 'h' }],
])('%s', (text, url) => {
  const parsed = parseUrl(text)
  expect(parsed.ok && parsed.url).toMatchObject(url)
})

test.each([
  ['', { ok: false, fault: 'malformed' }],
  ['http://', { ok: false, fault: 'malformed' }],
  ['https://x/', { ok: false, fault: 'protocol', protocol: 'https' }],
  ['x:70000', { ok: false, fault: 'port', port: 70_000 }],
])('%j is refused', (text, refused) => {
  expect(parseUrl(text)).toEqual(refused)
})

test.each([
  ['/c', 'http://h:81/c'],
  ['c', 'http://h:81/a/c'],
  ['?y', 'http://h:81/a/b?y'],
  ['//other/c', 'http://other/c'],
  ['http://other/', 'http://other/'],
])('from http://h:81/a/b?x the location %s leads to %s', (location, to) => {
  const parsed = parseUrl('http://h:81/a/b?x')
  expect(parsed.ok && resolveUrl(parsed.url, location)).toBe(to)
})

test('a file is called like the last part of the path', () => {
  const names = ['http://h/a/b.txt?x', 'http://h/a/', 'http://h'].map((text) => {
    const parsed = parseUrl(text)
    return parsed.ok && remoteName(parsed.url)
  })
  expect(names).toEqual(['b.txt', '', ''])
})
