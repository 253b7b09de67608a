import { defineCommand } from '../../command.ts'
import { CommandError } from '../../failure.ts'
import { string, stringArray } from '../../flags/flag.ts'
import { make, MAKER_FLAGS, nameAndWords, placeIn } from './make.ts'

const GROUP = 'rbac.authorization.k8s.io'

const WHO = {
  ...MAKER_FLAGS,
  group: stringArray({ usage: 'Group that gets the role.' }),
  serviceaccount: stringArray({ usage: 'Service account that gets it, as namespace:name.' }),
  user: stringArray({ usage: 'User who gets the role.' }),
}

export const roleBinding = defineCommand({
  name: 'rolebinding',
  use: 'create rolebinding NAME --clusterrole=NAME|--role=NAME [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none]',
  summary: 'Create a role binding for a particular role or cluster role.',
  examples: [
    { what: 'Jo is a cook', line: 'kubectl create rolebinding cooks --role=cook --user=jo' },
  ],
  flags: {
    ...WHO,
    clusterrole: string({ usage: 'The cluster role that is given.' }),
    role: string({ usage: 'The role that is given.' }),
  },
  *run(cli, given) {
    const { name } = nameAndWords(cli, given)
    const { clusterrole, role } = given.flags
    if ((clusterrole === '') === (role === ''))
      throw new CommandError('exactly one of clusterrole or role must be specified')
    const roleRef = role === '' ? roleOf('ClusterRole', clusterrole) : roleOf('Role', role)
    const object = {
      kind: 'RoleBinding',
      apiVersion: `${GROUP}/v1`,
      metadata: placeIn(cli, name),
      ...subjectsOf(given.flags),
      roleRef,
    }
    const path = `/apis/${GROUP}/v1/namespaces/${cli.namespace}/rolebindings`
    yield* make(cli, { object, path, failure: 'failed to create rolebinding:' }, given.flags)
  },
})

export const clusterRoleBinding = defineCommand({
  name: 'clusterrolebinding',
  use: 'create clusterrolebinding NAME --clusterrole=NAME [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none]',
  summary: 'Create a cluster role binding for a particular cluster role.',
  examples: [
    {
      what: 'Jo may do everything, everywhere',
      line: 'kubectl create clusterrolebinding jo --clusterrole=cluster-admin --user=jo',
    },
  ],
  flags: {
    ...WHO,
    clusterrole: string({ usage: 'The cluster role that is given.', isRequired: true }),
  },
  *run(cli, given) {
    const { name } = nameAndWords(cli, given)
    const object = {
      kind: 'ClusterRoleBinding',
      apiVersion: `${GROUP}/v1`,
      metadata: { name },
      ...subjectsOf(given.flags),
      roleRef: roleOf('ClusterRole', given.flags.clusterrole),
    }
    const path = `/apis/${GROUP}/v1/clusterrolebindings`
    yield* make(cli, { object, path, failure: 'failed to create clusterrolebinding:' }, given.flags)
  },
})

function roleOf(kind: string, name: string) {
  return { apiGroup: GROUP, kind, name }
}

type Who = Readonly<Record<'group' | 'serviceaccount' | 'user', readonly string[]>>

function subjectsOf({ group, serviceaccount, user }: Who) {
  const subjects = [
    ...user.map((name) => ({ kind: 'User', apiGroup: GROUP, name })),
    ...group.map((name) => ({ kind: 'Group', apiGroup: GROUP, name })),
    ...serviceaccount.map(accountOf),
  ]
  return subjects.length === 0 ? {} : { subjects }
}

function accountOf(text: string) {
  const [namespace = '', name = '', ...more] = text.split(':')
  if (namespace === '' || name === '' || more.length > 0)
    throw new CommandError('serviceaccount must be <namespace>:<name>')
  return { kind: 'ServiceAccount', name, namespace }
}
