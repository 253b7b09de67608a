import { describe, expect, test } from 'vitest'
import { readLesson, readTranscript, readWords } from './index.ts'

const yaml = `
id: two
seed: 1
minutes: 3
opens: pod.yaml
steps:
  - id: make
    focus: [pod]
    goals:
      - { id: exists, run: kubectl get pod web -o name, prints: pod/web }
    prediction:
      id: how-many
      shows: { run: kubectl get pods -o name, matches: pod/web }
      options: [{ id: one, right: true }, { id: none, misconception: 4 }]
    solution:
      - kubectl create -f pod.yaml
      - { wait: 30 }
      - { node: worker-1, do: cut off }
      - { kill: web/app }
wrong:
  - id: misspelt
    misses: exists
    shows: { run: kubectl get pods, exitCode: 0 }
    commands: [kubectl create -f pot.yaml]
`
const words = `---
title: Two
summary: Short.
remember: ['A \`Pod\` is one.', Two., Three.]
read: [{ page: concepts/workloads/pods/, title: Pods }]
teach: { time: Short., ask: ['Why \`web\`?'], trouble: [None.] }
---

## Make \`web\`

Type this:

\`\`\`sh run
kubectl create -f pod.yaml
\`\`\`

::goal[\`web\` exists]{#exists}

::missing[Not there.]{#exists}

::wrong[It is \`pod\`.]{#misspelt}

::hint[Look.]

:::prediction[How many?]{#how-many}
::option[One]{#one}
Right.

::option[None]{#none}
Look again.

And again.
:::

:::explanation
It is there.
:::
`

function folder(changes: Record<string, string> = {}): ReadonlyMap<string, string> {
  return new Map(
    Object.entries({ 'lesson.yaml': yaml, 'start/pod.yaml': 'kind: Pod\n', ...changes }),
  )
}

test('a lesson may have its cluster add containers to the Pods of labelled namespaces', () => {
  const injections = `injections:
  - namespaces: { mesh: 'on' }
    containers: [{ name: proxy, image: 'envoy:1', ports: [{ containerPort: 15001 }] }]
`
  const lesson = readLesson(
    folder({ 'lesson.yaml': yaml.replace('seed: 1', `seed: 1\n${injections}`) }),
  )
  expect(lesson.injections).toEqual([
    {
      namespaceSelector: { matchLabels: { mesh: 'on' } },
      containers: [{ name: 'proxy', image: 'envoy:1', ports: [{ containerPort: 15001 }] }],
      initContainers: [],
      volumes: [],
      annotations: {},
    },
  ])
})

test('a lesson may name the container runtimes of its nodes', () => {
  const named = yaml.replace('seed: 1', 'seed: 1\nruntimes: [containerd, cri-o]')
  expect(readLesson(folder({ 'lesson.yaml': named })).runtimes).toEqual(['containerd', 'cri-o'])
  expect(() => readLesson(folder({ 'lesson.yaml': named.replace('cri-o', 'docker') }))).toThrow(
    'runtimes',
  )
})

test('a folder becomes a lesson', () => {
  const done = { path: 'pod.yaml', text: 'kind: Pod # done\n' }
  const files = { 'solution/pod.yaml': done.text, 'wrong/misspelt/pot.yaml': 'kind: Pot\n' }
  expect(readLesson(folder(files))).toEqual({
    id: 'two',
    seed: 1,
    minutes: 3,
    repairs: [],
    irrelevant: [],
    opens: 'pod.yaml',
    start: [{ path: 'pod.yaml', text: 'kind: Pod\n' }],
    solution: [done],
    wrong: [
      {
        id: 'misspelt',
        from: 'make',
        misses: 'exists',
        shows: { run: 'kubectl get pods', expect: { exitCode: 0 } },
        files: [{ path: 'pot.yaml', text: 'kind: Pot\n' }],
        commands: [{ do: 'type', command: 'kubectl create -f pot.yaml' }],
      },
    ],
    steps: [
      {
        id: 'make',
        focus: ['pod'],
        goals: [
          {
            id: 'exists',
            run: 'kubectl get pod web -o name',
            expect: { prints: 'pod/web' },
            within: 20,
          },
        ],
        prediction: {
          id: 'how-many',
          shows: { run: 'kubectl get pods -o name', expect: { matches: 'pod/web' } },
          options: [
            { id: 'one', isRight: true },
            { id: 'none', isRight: false, misconception: 4 },
          ],
        },
        files: [done],
        solution: [
          { do: 'type', command: 'kubectl create -f pod.yaml' },
          { do: 'wait', seconds: 30 },
          { do: 'cut off', node: 'worker-1' },
          { do: 'kill', pod: 'web', container: 'app' },
        ],
      },
    ],
  })
})

test('a step may bring a version of a file that holds from there on', () => {
  const step = yaml.slice(yaml.indexOf('  - id: make'), yaml.indexOf('wrong:'))
  const second = step.replace('id: make', 'id: change').replace('id: exists', 'id: changed')
  const { solution, steps } = readLesson(
    folder({
      'lesson.yaml': yaml.replace('wrong:', `${second}wrong:`),
      'solution/pod.yaml': 'one',
      'solution/change/pod.yaml': 'two',
    }),
  )
  expect(steps.map(({ files }) => files)).toEqual([
    [{ path: 'pod.yaml', text: 'one' }],
    [{ path: 'pod.yaml', text: 'two' }],
  ])
  expect(solution).toEqual([{ path: 'pod.yaml', text: 'two' }])
})

test('the commands of a text come with what it says that they print', () => {
  const text = words.replace('\n::goal', '\n```text\npod/web created\n```\n\n::goal')
  expect(readTranscript(readLesson(folder()), text)).toEqual([
    {
      step: 'make',
      command: 'kubectl create -f pod.yaml',
      output: 'pod/web created',
      line: 14,
    },
  ])
})

test('its Markdown becomes words by step', () => {
  expect(readWords(readLesson(folder()), 'en.md', words)).toEqual({
    title: 'Two',
    summary: 'Short.',
    remember: ['A <code>Pod</code> is one.', 'Two.', 'Three.'],
    read: [{ title: 'Pods', address: 'https://kubernetes.io/docs/concepts/workloads/pods/' }],
    teach: { time: 'Short.', ask: ['Why <code>web</code>?'], trouble: ['None.'] },
    steps: {
      make: {
        title: 'Make <code>web</code>',
        html:
          '<p>Type this:</p>\n<pre data-run=""><code class="language-sh">' +
          'kubectl create -f pod.yaml\n</code></pre>',
        goals: { exists: '<code>web</code> exists' },
        missing: { exists: 'Not there.' },
        wrong: { misspelt: 'It is <code>pod</code>.' },
        hints: ['Look.'],
        prediction: {
          questionHtml: 'How many?',
          options: {
            one: { html: 'One', replyHtml: '<p>Right.</p>' },
            none: { html: 'None', replyHtml: '<p>Look again.</p>\n<p>And again.</p>' },
          },
        },
        explanationHtml: '<p>It is there.</p>',
      },
    },
  })
})

describe('an author is told', () => {
  test.each([
    {
      of: 'an unknown key',
      from: 'seed: 1',
      to: 'seed: 1\nlevel: 2',
      says: 'lesson.yaml:4: Unrecognized key: "level"',
    },
    {
      of: 'two expectations',
      from: 'prints: pod/web',
      to: 'prints: a, matches: b',
      says: 'lesson.yaml:10: steps[0].goals[0]: needs exactly one of prints, matches and exitCode',
    },
    {
      of: 'no right answer',
      from: ', right: true',
      to: '',
      says: 'lesson.yaml:11: steps[0].prediction: needs exactly one option with right: true',
    },
    {
      of: 'a file that is not there',
      from: 'opens: pod.yaml',
      to: 'opens: web.yaml',
      says: 'lesson.yaml: opens: there is no start/web.yaml',
    },
  ])('of $of in lesson.yaml', ({ from, to, says }) => {
    expect(() => readLesson(folder({ 'lesson.yaml': yaml.replace(from, to) }))).toThrow(
      expect.objectContaining({ message: says }),
    )
  })

  test.each([
    {
      of: 'a goal without words',
      from: '{#exists}',
      to: '{#other}',
      says: 'en.md:9: goals of step make: no words for exists',
    },
    {
      of: 'an option too many',
      from: '{#none}',
      to: '{#three}',
      says: 'en.md:25: options of step make: no words for none',
    },
    {
      of: 'a missing step',
      from: '## Make',
      to: '### Make',
      says: 'en.md: has 0 sections, the lesson 1 steps',
    },
  ])('of $of in the words', ({ from, to, says }) => {
    expect(() => readWords(readLesson(folder()), 'en.md', words.replace(from, to))).toThrow(
      expect.objectContaining({ message: says }),
    )
  })
})
