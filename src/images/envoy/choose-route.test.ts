import { expect, test } from 'vitest'
import { chooseHost, chooseRoute, rewritten } from './choose-route.ts'
import type { Route, RouteMatch, VirtualHost } from './settings.ts'

const hostOf = (name: string, ...domains: readonly string[]): VirtualHost => ({
  ...{ name, domains, routes: [], sendsAttemptCount: false, answersAttemptCount: false },
})

test.each([
  ['shop.example', 'exact'],
  ['SHOP.example', 'exact'],
  ['a.shop.example', 'long suffix'],
  ['a.b.example', 'suffix'],
  ['shop.test', 'prefix'],
  ['elsewhere', 'any'],
])('%s belongs to the host %s', (authority, name) => {
  const hosts = [
    hostOf('any', '*'),
    hostOf('prefix', 'shop.*'),
    hostOf('suffix', '*.example'),
    hostOf('long suffix', '*.shop.example'),
    hostOf('exact', 'shop.example'),
  ]
  expect(chooseHost(hosts, authority)?.name).toBe(name)
})

test.each([
  ['/api', 'exact'],
  ['/api?x=1', 'exact'],
  ['/apis', 'prefix'],
  ['/v1/x', 'parts'],
  ['/v10', undefined],
])('%s takes the route %s', (target, name) => {
  const routeOf = (own: string, match: RouteMatch): Route => ({
    ...{ name: own, match, requestHeaders: [], responseHeaders: [] },
    action: { kind: 'direct', status: 200, body: '' },
  })
  const routes = [
    routeOf('exact', { kind: 'path', text: '/api' }),
    routeOf('prefix', { kind: 'prefix', text: '/api' }),
    routeOf('parts', { kind: 'path_separated_prefix', text: '/v1' }),
  ]
  expect(chooseRoute({ ...hostOf('any', '*'), routes }, target)?.name).toBe(name)
})

test('a rewritten prefix keeps the rest', () => {
  expect(rewritten('/api/x?y', { kind: 'prefix', text: '/api/' }, '/')).toBe('/x?y')
})
