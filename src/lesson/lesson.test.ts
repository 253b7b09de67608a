import { describe, expect, test } from 'vitest'
import { LessonError, readLesson, readWords } from './index.ts'

const yaml = `
id: two
seed: 1
opens: pod.yaml
steps:
  - id: make
    focus: [pod]
    goals:
      - { id: exists, run: kubectl get pod web -o name, prints: pod/web }
    prediction:
      id: how-many
      options: [{ id: one, right: true }, { id: none, misconception: 4 }]
    solution: [kubectl create -f pod.yaml]
`
const words = `---
title: Two
summary: Short.
remember: ['A \`Pod\` is one.']
---

## Make \`web\`

Type this:

\`\`\`sh run
kubectl create -f pod.yaml
\`\`\`

::goal[\`web\` exists]{#exists}

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

test('a folder becomes a lesson', () => {
  expect(readLesson(folder({ 'solution/pod.yaml': 'kind: Pod # done\n' }))).toEqual({
    id: 'two',
    seed: 1,
    opens: 'pod.yaml',
    start: [{ path: 'pod.yaml', text: 'kind: Pod\n' }],
    solution: [{ path: 'pod.yaml', text: 'kind: Pod # done\n' }],
    wrong: [],
    steps: [
      {
        id: 'make',
        focus: ['pod'],
        goals: [
          { id: 'exists', run: 'kubectl get pod web -o name', expect: { prints: 'pod/web' } },
        ],
        prediction: {
          id: 'how-many',
          options: [
            { id: 'one', isRight: true },
            { id: 'none', isRight: false, misconception: 4 },
          ],
        },
        solution: ['kubectl create -f pod.yaml'],
      },
    ],
  })
})

test('its Markdown becomes words by step', () => {
  expect(readWords(readLesson(folder()), 'en.md', words)).toEqual({
    title: 'Two',
    summary: 'Short.',
    remember: ['A <code>Pod</code> is one.'],
    steps: {
      make: {
        title: 'Make <code>web</code>',
        html:
          '<p>Type this:</p>\n<pre data-run=""><code class="language-sh">' +
          'kubectl create -f pod.yaml\n</code></pre>',
        goals: { exists: '<code>web</code> exists' },
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
      says: 'lesson.yaml: : Unrecognized key: "level"',
    },
    {
      of: 'two expectations',
      from: 'prints: pod/web',
      to: 'prints: a, matches: b',
      says: 'lesson.yaml: steps.0.goals.0: needs exactly one of prints, matches and exitCode',
    },
    {
      of: 'no right answer',
      from: ', right: true',
      to: '',
      says: 'lesson.yaml: steps.0.prediction: needs exactly one option with right: true',
    },
    {
      of: 'a file that is not there',
      from: 'opens: pod.yaml',
      to: 'opens: web.yaml',
      says: 'lesson.yaml: opens: there is no start/web.yaml',
    },
  ])('of $of in lesson.yaml', ({ from, to, says }) => {
    expect(() => readLesson(folder({ 'lesson.yaml': yaml.replace(from, to) }))).toThrow(
      new LessonError('lesson.yaml', says.slice('lesson.yaml: '.length)),
    )
  })

  test.each([
    {
      of: 'a goal without words',
      from: '{#exists}',
      to: '{#other}',
      says: 'goals of step make: no words for exists',
    },
    {
      of: 'an option too many',
      from: '{#none}',
      to: '{#three}',
      says: 'options of step make: no words for none',
    },
    {
      of: 'a missing step',
      from: '## Make',
      to: '### Make',
      says: 'has 0 sections, the lesson 1 steps',
    },
  ])('of $of in the words', ({ from, to, says }) => {
    expect(() => readWords(readLesson(folder()), 'en.md', words.replace(from, to))).toThrow(
      new LessonError('en.md', says),
    )
  })
})
