import { loadParts } from '#engine'
import type { Lesson } from '#lesson'
import { Session } from '#session'

const MANIFEST = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
  - {name: clock, image: busybox, restartPolicy: Always, command: [sh, -c, 'while sleep 7; do date; done']}
  containers:
  - name: site
    image: nginx
    livenessProbe: {httpGet: {port: 80}, periodSeconds: 3}
  - name: shell
    image: centos:7
    command: [bash, -c, 'sleep 3; echo "$((7 ** 11)) $RANDOM"; exit 3']
`

const LESSON: Lesson = {
  id: 'same-bytes',
  seed: 1,
  opens: 'web.yaml',
  start: [{ path: 'web.yaml', text: MANIFEST }],
  solution: [],
  wrong: [],
  steps: [],
}

/** Numbers, text, chance, time, networks, regular expressions: whatever a host could do its own way. */
const LINES = [
  'kubectl create -f web.yaml',
  'kubectl get pods -o wide --sort-by=.metadata.name',
  'kubectl exec web -c site -- curl -v localhost',
  'kubectl exec web -c clock -- sh -c "ls -l / | awk \'{ print $5 / 3, $9 }\' | sort -rn"',
  'kubectl exec web -c clock -- sh -c "echo Grüße, 世界 | sed -E \'s/[[:upper:]]+/<&>/g\'"',
  'kubectl describe pod web',
  'kubectl get events -o yaml',
  'kubectl delete pod web',
]

/** Plays the story; gives the hash of every fact, terminal bytes included, and their number. */
export async function play(): Promise<{ readonly hash: string; readonly facts: number }> {
  await loadParts()
  const session = new Session({ lesson: LESSON, stopwatch: () => 0 })
  session.elapse(1000)
  for (const line of LINES) {
    session.type(`${line}\r`)
    session.elapse(40_000)
  }
  const { history } = session.cluster
  return { hash: history.hash(), facts: history.size }
}
