/** What is done about the image of a container that is about to be started. */
export type PullDecision = 'pull' | 'use what is there' | 'refuse'

/** By the pull policy; only Never refuses. See [R31]. */
export function pullDecision(
  policy: 'Always' | 'IfNotPresent' | 'Never',
  isPresent: boolean,
): PullDecision {
  if (policy === 'Always') return 'pull'
  if (isPresent) return 'use what is there'
  return policy === 'Never' ? 'refuse' : 'pull'
}
