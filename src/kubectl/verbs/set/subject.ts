import type { Target } from '../../api/collect.ts'
import type { KubeObject } from '../../api/objects.ts'
import { defineCommand, type Given } from '../../command.ts'
import { CommandError } from '../../failure.ts'
import { stringArray } from '../../flags/flag.ts'
import { FILENAME_FLAGS, SELECTOR_FLAG } from '../../flags/shared-flags.ts'
import {
  objectsToSet,
  refuseLocalOnServer,
  refuseNames,
  SET_FLAGS,
  setEach,
} from './changed-objects.ts'

const FLAGS = {
  ...FILENAME_FLAGS,
  ...SELECTOR_FLAG,
  ...SET_FLAGS,
  group: stringArray({ usage: 'Group that gets the role.' }),
  serviceaccount: stringArray({ usage: 'Service account that gets the role, as namespace:name.' }),
  user: stringArray({ usage: 'User who gets the role.' }),
}

type Flags = Given<typeof FLAGS>['flags']

export const subject = defineCommand({
  name: 'subject',
  use: 'set subject (-f FILENAME | TYPE NAME) [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none]',
  summary: 'Update the user, group, or service account in a role binding or cluster role binding.',
  examples: [
    {
      what: 'One more who may do it',
      line: 'kubectl set subject rolebinding cooks --user=jo',
    },
  ],
  flags: FLAGS,
  *run(cli, { flags, args }) {
    refuseNames(flags, args)
    const { selector, kustomize, recursive } = flags
    const targets = yield* objectsToSet(cli, flags, { args, selector, kustomize, recursive })
    checkFlags(flags, targets)
    const subjects = subjectsOf(flags, cli.namespace)
    const way = {
      flags,
      done: 'subjects updated',
      failure: 'failed to patch subjects to rolebinding:',
      isAlwaysSent: false,
    }
    const change = (target: Target) => withSubjects(target, subjects)
    yield* setEach(cli, { targets, change, way, errors: [] })
  },
})

function checkFlags(flags: Flags, targets: readonly Target[]): void {
  const { user, group, serviceaccount } = flags
  refuseLocalOnServer(flags)
  if (flags.all && flags.selector !== '')
    throw new CommandError('cannot set --all and --selector at the same time')
  if (user.length + group.length + serviceaccount.length === 0)
    throw new CommandError('you must specify at least one value of user, group or serviceaccount')
  const needsNamespace = targets.some(({ mapping }) => mapping.kind === 'ClusterRoleBinding')
  for (const each of serviceaccount) {
    if (!/^[^:]*:[^:]+$/.test(each))
      throw new CommandError('serviceaccount must be <namespace>:<name>')
    if (needsNamespace && each.startsWith(':'))
      throw new CommandError(
        'serviceaccount must be <namespace>:<name>, namespace must be specified',
      )
  }
}

type Subject = Readonly<Record<string, string>>

const GROUP = 'rbac.authorization.k8s.io'

function subjectsOf(flags: Flags, namespace: string): readonly Subject[] {
  const sorted = (names: readonly string[]) => [...new Set(names)].sort()
  return [
    ...sorted(flags.user).map((name) => ({ apiGroup: GROUP, kind: 'User', name })),
    ...sorted(flags.group).map((name) => ({ apiGroup: GROUP, kind: 'Group', name })),
    ...sorted(flags.serviceaccount).map((each) => {
      const [place = '', name = ''] = each.split(':')
      return { kind: 'ServiceAccount', name, namespace: place === '' ? namespace : place }
    }),
  ]
}

function withSubjects({ mapping, object = {} }: Target, added: readonly Subject[]): KubeObject {
  if (mapping.kind !== 'RoleBinding' && mapping.kind !== 'ClusterRoleBinding')
    throw new CommandError('setting subjects is only supported for RoleBinding/ClusterRoleBinding')
  const subjects = (object['subjects'] ?? []) as readonly Subject[]
  const isThere = (subject: Subject) => subjects.some((each) => isSame(each, subject))
  return { ...object, subjects: [...subjects, ...added.filter((each) => !isThere(each))] }
}

function isSame(left: Subject, right: Subject): boolean {
  const fields = ['kind', 'apiGroup', 'name', 'namespace']
  return fields.every((field) => (left[field] ?? '') === (right[field] ?? ''))
}
