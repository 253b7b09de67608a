/** How a newer kubectl words a line otherwise than the one that is compared with. */
export interface VersionDifference {
  /** The first version that does so. */
  readonly since: string
  readonly reason: string
  /** The commands that do. */
  readonly command: RegExp
  /** What the newer says on a line, and how the older one says it; null: not at all. */
  readonly newer: RegExp | null
  readonly older: string | null
  /** A line that only the older one has. */
  readonly dropped?: RegExp
}

/** Ours speaks as kubectl 1.36; where the machine's is older, these are not differences. */
export const VERSION_DIFFERENCES: readonly VersionDifference[] = [
  {
    since: '1.34',
    reason: 'what is deleted is named with its namespace',
    command: /kubectl (delete|replace|run)/,
    newer: / from \S+ namespace((?: \(.*dry run\))?)$/g,
    older: '$1',
  },
  {
    since: '1.34',
    reason: 'an object that was never stored has no creationTimestamp, not an empty one',
    command: /-o (yaml|json)/,
    newer: null,
    older: null,
    dropped: /^\s*"?creationTimestamp"?: null,?$/,
  },
  {
    since: '1.35',
    reason: 'events are told with the field that they are about',
    command: /kubectl describe/,
    newer: /^( {2}(?:Normal|Warning) .*?)spec\.\w+\{[^}]*\}: /g,
    older: '$1',
  },
  {
    since: '1.34',
    reason: 'ports of containers are told with their names',
    command: /kubectl describe pod/,
    newer: /(?<=^ +(?:Host )?Ports?: .*\d\/\w+) \([\w-]+\)/g,
    older: '',
  },
  {
    since: '1.34',
    reason: 'secrets are no longer made for service accounts, so none is told',
    command: /kubectl describe sa/,
    newer: null,
    older: null,
    dropped: /^(Mountable secrets|Tokens): +<none>$/,
  },
  {
    since: '1.35',
    reason: 'the kube-proxy version of a node is not told: it was never known',
    command: /kubectl describe node/,
    newer: null,
    older: null,
    dropped: /^ {2}Kube-Proxy Version: *$/,
  },
  {
    since: '1.36',
    reason: 'a container that is not there is told with those that are',
    command: /kubectl (exec|cp)/,
    newer: /^error: (container \S+ is not valid for pod \S+) out of: .*$/g,
    older: 'Error from server (BadRequest): $1',
  },
  {
    since: '1.36',
    reason: 'a container that is not there is told with those that are',
    command: /kubectl logs/,
    newer: /(container \S+ is not valid for pod \S+) out of: .*$/g,
    older: '$1',
  },
  {
    since: '1.36',
    reason: 'a dry run of the client tells what nothing changes in',
    command: /kubectl apply .*--dry-run=client/,
    newer: / unchanged (?=\(dry run\)$)/g,
    older: ' configured ',
  },
  {
    since: '1.34',
    reason: 'what keeps Pods from being deleted is told once',
    command: /kubectl drain/,
    newer: /cannot delete (?=Pods )/g,
    older: 'cannot delete cannot delete ',
  },
  {
    since: '1.36',
    reason: 'who rolls back what was applied is warned',
    command: /kubectl rollout undo/,
    newer: /^Warning: resource .* was previously managed with .*$/g,
    older: null,
  },
  {
    since: '1.34',
    reason: 'the alpha and beta versions of the review are no longer spoken of',
    command: /kubectl auth whoami/,
    newer: null,
    older: null,
    dropped: /^enable APISelfSubjectReview feature gate/,
  },
  {
    since: '1.34',
    reason: 'kyaml is a format',
    command: /-o nosuch/,
    newer: /,kyaml,/g,
    older: ',',
  },
  {
    since: '1.34',
    reason: 'kyaml is a format, and offered',
    command: /__complete get/,
    newer: /^kyaml$/g,
    older: null,
  },
  {
    since: '1.34',
    reason: 'preferences have gone from the kubeconfig',
    command: /kubectl config view|cat \.kube\/config/,
    newer: null,
    older: null,
    dropped: /^ *"?preferences"?: \{\},?$/,
  },
]
