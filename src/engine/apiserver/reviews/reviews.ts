import type {
  SelfSubjectAccessReview,
  SelfSubjectReview,
  SelfSubjectRulesReview,
} from '../../api/generated/types.ts'
import { type FieldError, invalidValue } from '../../api/field-error.ts'
import { nowTime } from '../backend.ts'
import { readObject } from '../body.ts'
import { badRequest, invalid } from '../refusals.ts'
import { groupVersionOf } from '../resource.ts'
import type { VirtualAnswer, VirtualCall, VirtualResource } from '../virtual-resource.ts'
import { userInfoOf } from './user-info.ts'

const AUTHORIZATION = 'authorization.k8s.io'

/** Questions about the one who asks; everybody may do everything: see [A10]. */
export const reviews: readonly VirtualResource[] = [
  review('authentication.k8s.io', 'SelfSubjectReview', reviewSelf),
  review(AUTHORIZATION, 'SelfSubjectAccessReview', reviewAccess),
  review(AUTHORIZATION, 'SelfSubjectRulesReview', reviewRules),
]

function review(
  group: string,
  kind: string,
  answer: (call: VirtualCall) => VirtualAnswer,
): VirtualResource {
  const singular = kind.toLowerCase()
  return {
    ...{ group, version: 'v1', resource: `${singular}s`, singular, kind, type: kind, answer },
    ...{ isNamespaced: false, verbs: ['create'], shortNames: [], categories: [], subresources: [] },
  }
}

type Review = SelfSubjectReview | SelfSubjectAccessReview | SelfSubjectRulesReview

/** The question; that it is asked for a try makes no difference. */
function questionOf<T extends Review>({ request }: VirtualCall, kind: T['kind'], group: string) {
  const groupVersion = groupVersionOf({ group, version: 'v1' })
  return readObject<T>({ request }, { kind, type: kind, groupVersion })
}

function reviewSelf(call: VirtualCall): VirtualAnswer {
  const kind = 'SelfSubjectReview'
  const { object, warnings } = questionOf<SelfSubjectReview>(call, kind, 'authentication.k8s.io')
  const { apiVersion } = object
  const metadata = { creationTimestamp: nowTime(call.backend) }
  const status = { userInfo: userInfoOf(call.request) }
  return { object: { kind, apiVersion, metadata, status }, warnings }
}

function reviewAccess(call: VirtualCall): VirtualAnswer {
  const kind = 'SelfSubjectAccessReview'
  const { object, warnings } = questionOf<SelfSubjectAccessReview>(call, kind, AUTHORIZATION)
  const errors = problemsOf(object)
  if (errors.length > 0) throw invalid({ group: AUTHORIZATION, kind, name: '' }, errors)
  return { object: { ...object, metadata: {}, status: { allowed: true } }, warnings }
}

/** The rules of pkg/apis/authorization/validation. */
function problemsOf(review: Partial<SelfSubjectAccessReview>): readonly FieldError[] {
  const { resourceAttributes: ofResource, nonResourceAttributes: ofPath } = review.spec ?? {}
  const errors: FieldError[] = []
  if (ofResource !== undefined && ofPath !== undefined) {
    const why = 'cannot be specified in combination with resourceAttributes'
    errors.push(invalidValue('spec.nonResourceAttributes', ofPath, why))
  }
  if (ofResource === undefined && ofPath === undefined) {
    const why = 'exactly one of nonResourceAttributes or resourceAttributes must be specified'
    errors.push(invalidValue('spec.resourceAttributes', null, why))
  }
  const named = Object.keys(review.metadata ?? {}).filter((field) => field !== 'managedFields')
  if (named.length > 0) errors.push(invalidValue('metadata', review.metadata, 'must be empty'))
  return errors
}

/** A question may come without a spec. */
function namespaceOf({ spec }: Partial<SelfSubjectRulesReview>): string {
  return spec?.namespace ?? ''
}

function reviewRules(call: VirtualCall): VirtualAnswer {
  const kind = 'SelfSubjectRulesReview'
  const { object, warnings } = questionOf<SelfSubjectRulesReview>(call, kind, AUTHORIZATION)
  if (namespaceOf(object) === '') throw badRequest('no namespace on request')
  const { apiVersion } = object
  const status = {
    resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
    nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
    incomplete: false,
  }
  return { object: { kind, apiVersion, metadata: {}, spec: {}, status }, warnings }
}
