/** What Kubernetes' own tests run. */
export const AGNHOST = 'registry.k8s.io/e2e-test-images/agnhost:2.53'

/** A Pod of one container that runs a command line of busybox once, in the words of YAML. */
export function podThat(
  command: string,
  more: { readonly name?: string; readonly pod?: string; readonly container?: string } = {},
): string {
  const { name = 'test', pod = '', container = '' } = more
  return `apiVersion: v1
kind: Pod
metadata: {name: ${name}, labels: {app: ${name}}}
spec:
  restartPolicy: Never
${indented(pod, 2)}  containers:
  - name: main
    image: busybox:1.36
    command: [sh, -c, '${command.replaceAll("'", "''")}']
${indented(container, 4)}`
}

function indented(text: string, columns: number): string {
  return text === ''
    ? ''
    : `${text
        .trim()
        .split('\n')
        .map((line) => ' '.repeat(columns) + line)
        .join('\n')}\n`
}

/** A Pod that runs one subcommand of agnhost, or its own words, once. */
export function agnhost(
  args: string,
  more: { readonly name?: string; readonly pod?: string; readonly container?: string } = {},
): string {
  const { name = 'test', pod = '', container = '' } = more
  return `apiVersion: v1
kind: Pod
metadata: {name: ${name}, labels: {app: ${name}}}
spec:
  restartPolicy: Never
${indented(pod, 2)}  containers:
  - name: main
    image: ${AGNHOST}
    args: ${args}
${indented(container, 4)}`
}
