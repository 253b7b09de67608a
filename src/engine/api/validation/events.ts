import { invalidValue } from '../field-error.ts'
import type { Event } from '../generated/types.ts'
import { byteLength } from '../names.ts'
import { type Errors, isGiven, isQualifiedName } from './rules.ts'

const LONGEST = 128
const LONGEST_MESSAGE = 1024

/**
 * An event of core/v1: it stands in the namespace of what it is about. One of the newer manner,
 * which has an exact time, also says who saw what. Its metadata are not asked. Source:
 * legacyValidateEvent in pkg/apis/core/validation/events.go.
 */
export function validateEvent(event: Event): Errors {
  return (event.eventTime ?? null) === null
    ? isAtHome(event)
    : [...isAboutSomethingHere(event), ...saysWhoSawWhat(event)]
}

/** What has no namespace is told of in the default one. */
function isAtHome({ metadata, involvedObject }: Event): Errors {
  const { namespace = '' } = involvedObject
  const home = namespace === '' ? 'default' : namespace
  return home === metadata.namespace ? [] : [isElsewhere(namespace)]
}

/** … or, in the newer manner, in that of the system; what has one may be told of anywhere. */
function isAboutSomethingHere({ metadata, involvedObject }: Event): Errors {
  const { namespace = '' } = involvedObject
  const isHere = namespace !== '' || ['default', 'kube-system'].includes(metadata.namespace)
  return isHere ? [] : [isElsewhere(namespace)]
}

function isElsewhere(namespace: string) {
  return invalidValue('involvedObject.namespace', namespace, 'does not match event.namespace')
}

function saysWhoSawWhat(event: Event): Errors {
  const { reportingComponent, reportingInstance, action, reason, message } = event
  return [
    ...isGiven('reportingComponent', reportingComponent),
    ...isQualifiedName('reportingComponent', reportingComponent),
    ...isShort('reportingInstance', reportingInstance),
    ...isShort('action', action),
    ...isShort('reason', reason),
    ...isAtMost('message', message, LONGEST_MESSAGE),
  ]
}

function isShort(path: string, value: string | undefined): Errors {
  return [...isGiven(path, value), ...isAtMost(path, value, LONGEST)]
}

function isAtMost(path: string, value: string | undefined, most: number): Errors {
  const isTooLong = byteLength(value ?? '') > most
  return isTooLong ? [invalidValue(path, '', `can have at most ${most} characters`)] : []
}
