import type { UserInfo } from '../../api/generated/types.ts'
import type { ApiRequest } from '../transport.ts'

/** The administrator's certificate is made out for this group, as kubeadm does it since 1.29. */
const ADMINISTRATORS: ReadonlyMap<string, string> = new Map([
  ['kubernetes-admin', 'kubeadm:cluster-admins'],
])

/** Who asks, as the authenticator sees it: see [A11]. */
export function userInfoOf({ user, headers }: ApiRequest): UserInfo {
  const uid = headers['impersonate-uid'] ?? ''
  const extra = extraOf(headers)
  return {
    username: user,
    ...(uid === '' ? {} : { uid }),
    groups: groupsOf(user, groupsGiven(headers)),
    ...(Object.keys(extra).length === 0 ? {} : { extra }),
  }
}

/** Several headers of one name come as one, with commas. */
function groupsGiven(headers: ApiRequest['headers']): readonly string[] {
  const given = headers['impersonate-group'] ?? ''
  return given === '' ? [] : given.split(/, */)
}

const ANONYMOUS = 'system:anonymous'

function groupsOf(user: string, given: readonly string[]): readonly string[] {
  const groups = given.length > 0 ? given : ownGroups(user)
  const everyone = user === ANONYMOUS ? 'system:unauthenticated' : 'system:authenticated'
  return groups.includes(everyone) ? groups : [...groups, everyone]
}

function ownGroups(user: string): readonly string[] {
  const [, namespace] = /^system:serviceaccount:([^:]+):[^:]+$/.exec(user) ?? []
  if (namespace !== undefined)
    return ['system:serviceaccounts', `system:serviceaccounts:${namespace}`]
  if (user.startsWith('system:node:')) return ['system:nodes']
  const group = ADMINISTRATORS.get(user)
  return group === undefined ? [] : [group]
}

const EXTRA = 'impersonate-extra-'

function extraOf(headers: ApiRequest['headers']): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name.startsWith(EXTRA))
      .map(([name, value]) => [name.slice(EXTRA.length), value.split(/, */)]),
  )
}
