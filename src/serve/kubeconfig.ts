export interface KubeconfigOptions {
  /** Such as http://127.0.0.1:8001. */
  readonly server: string
  readonly token: string | undefined
}

/** A kubeconfig that points at the simulated cluster. */
export function kubeconfigFor({ server, token }: KubeconfigOptions): string {
  const user = token === undefined ? 'user: {}' : `user:\n    token: ${token}`
  return `apiVersion: v1
kind: Config
clusters:
- name: glasspod
  cluster:
    server: ${server}
    # Without TLS there is nothing to verify; some client libraries ask for it to be said.
    insecure-skip-tls-verify: true
contexts:
- name: glasspod
  context:
    cluster: glasspod
    user: kubernetes-admin
current-context: glasspod
users:
- name: kubernetes-admin
  ${user}
`
}
