import { expect, test } from 'vitest'
import { play, type Story } from './story.ts'

const stories: readonly (Story & { readonly title: string })[] = [
  {
    title: 'run --rm takes away the Service that --expose made, too',
    files: {},
    screen: `
$ echo hi | kubectl run once --image=busybox:1.36 --rm -i --restart=Never --port=80 --expose -- cat
service/once created
All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.
If you don't see a command prompt, try pressing enter.
hi
pod "once" deleted from default namespace
service "once" deleted from default namespace
$ kubectl get pods,services -l run=once
No resources found in default namespace.
`,
  },
  {
    title: 'scale waits as long as --timeout says, and prints how many there are to be',
    files: {},
    screen: `
$ kubectl create deployment web --image=nginx
deployment.apps/web created
(10 s)
$ kubectl scale deployment/web --replicas=2 --timeout=30s
deployment.apps/web scaled
$ kubectl get deployment web -o jsonpath='{.status.replicas}{"\\n"}'
2
$ kubectl scale deployment/web --replicas=3 --dry-run=client -o jsonpath='{.spec.replicas}{"\\n"}'
3
$ kubectl scale deployment/web deployment/web --replicas=3 --resource-version=4
error: cannot use --resource-version with multiple resources
`,
  },
]

test.each(stories)('$title', (story) => {
  expect(`\n${play(story)}`).toBe(story.screen)
})
