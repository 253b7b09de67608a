/** A kubeconfig that points at the simulated cluster. */
export function kubeconfigFor(server: string): string {
  return `apiVersion: v1
kind: Config
clusters:
- name: glasspod
  cluster:
    server: ${server}
contexts:
- name: glasspod
  context:
    cluster: glasspod
    user: admin
current-context: glasspod
users:
- name: admin
  user: {}
`
}
