import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { withoutNumber } from '../course.ts'

/** Makes the files of a new lesson; CHAPTER/NN-NAME. Gives their paths. Never writes over a file. */
export function makeSkeleton(root: string, folder: string): readonly string[] {
  return Object.entries(filesFor(withoutNumber(folder))).map(([file, text]) => {
    const path = join(root, folder, file)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text, { flag: 'wx' })
    return path
  })
}

function filesFor(id: string): Readonly<Record<string, string>> {
  return {
    'lesson.yaml': lessonYaml(id),
    'zh-CN.md': words('标题', '一句话。'),
    'en.md': words('Title', 'One sentence.'),
    'start/pod.yaml': POD,
  }
}

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx
`

function lessonYaml(id: string): string {
  return `id: ${id}
seed: 1
minutes: 6
opens: pod.yaml
steps:
  - id: create
    focus: [pod]
    prediction:
      id: question
      shows:
        run: kubectl get pod web -o jsonpath={.status.phase}
        prints: Running
      options:
        - id: right
          right: true
        - id: wrong
          misconception: 1
    goals:
      - id: exists
        run: kubectl get pod web -o name
        prints: pod/web
    solution:
      - kubectl apply -f pod.yaml
`
}

function words(title: string, summary: string): string {
  return `---
title: ${title}
summary: ${summary}
remember:
  - …
  - …
  - …
read:
  - { page: concepts/workloads/pods/, title: Pods }
teach:
  time: …
  ask:
    - …
  trouble:
    - …
---

## …

\`\`\`sh run
kubectl apply -f pod.yaml
\`\`\`

:::prediction[…]{#question}
::option[…]{#right}
…

::option[…]{#wrong}
…
:::

::goal[…]{#exists}

::hint[…]

::hint[…]

:::explanation
…
:::
`
}
