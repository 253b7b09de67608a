import { z } from 'zod'
import { LANGUAGES } from './lesson.ts'

const expectation = {
  run: z.string().describe('A command that a learner could type.'),
  prints: z.string().optional().describe('What it prints, without the blank space at both ends.'),
  matches: z.string().optional().describe('A regular expression (RE2) found in its output.'),
  exitCode: z.int().optional().describe('The exit code that it must end with.'),
}

function hasOneWay(it: { prints?: unknown; matches?: unknown; exitCode?: unknown }): boolean {
  return [it.prints, it.matches, it.exitCode].filter((way) => way !== undefined).length === 1
}

const ONE_WAY = 'needs exactly one of prints, matches and exitCode'

const evidence = z.strictObject(expectation).refine(hasOneWay, ONE_WAY)

const goal = z
  .strictObject({
    id: z.string().describe('Names the goal in the words of every language.'),
    ...expectation,
    within: z
      .int()
      .positive()
      .default(20)
      .describe('Simulated seconds after the last command in which it must be met.'),
  })
  .refine(hasOneWay, ONE_WAY)

const prediction = z
  .strictObject({
    id: z.string().describe('Names the prediction in the words of every language.'),
    shows: evidence.describe('What shows the right answer when the step is done.'),
    options: z
      .array(
        z.strictObject({
          id: z.string().describe('Names the option in the words of every language.'),
          right: z.literal(true).optional().describe('Set on the one right answer.'),
          misconception: z
            .int()
            .optional()
            .describe('The number of the misconception that this answer stands for.'),
        }),
      )
      .min(2)
      .describe('What may be answered, each with its own reply.'),
  })
  .refine(
    (it) => it.options.filter((option) => option.right === true).length === 1,
    'needs exactly one option with right: true',
  )

const act = z
  .union([
    z.string(),
    z.strictObject({ wait: z.int().positive().describe('Simulated seconds.') }),
    z.strictObject({
      node: z.string().describe('The name of a node.'),
      do: z
        .enum(['add', 'cut off', 'shut down', 'reconnect'])
        .describe('What its operator does to it.'),
    }),
    z.strictObject({
      kill: z
        .string()
        .regex(/^[^/]+\/[^/]+$/)
        .describe('POD/CONTAINER, whose processes are killed.'),
    }),
  ])
  .describe(
    'A command; { wait: SECONDS }; { node: NAME, do: add | cut off | reconnect }; or { kill: POD/CONTAINER }, what a node’s operator does below the API.',
  )

const step = z.strictObject({
  id: z.string().describe('Names the step, and the folder of its files below solution/.'),
  focus: z
    .array(z.string())
    .describe('What the diagram draws the eye to: pod, network, container:NAME, volume:NAME.'),
  goals: z.array(goal).min(1).describe('What the cluster must show before the step is done.'),
  prediction: prediction.optional().describe('A question before the experiment.'),
  solution: z.array(act).describe('What finishes the step, in order.'),
})

const wrong = z.strictObject({
  id: z.string().describe('The folder below wrong/ with the files of this answer, if it has some.'),
  misses: z.string().describe('The goal that this answer does not meet.'),
  shows: evidence.describe('What the cluster shows when this is the answer that was given.'),
  from: z.string().optional().describe('The step from which on it goes wrong, if not the goal’s.'),
  commands: z.array(act).describe('What is done instead of the solution from that step on.'),
})

const repair = z.strictObject({
  id: z.string().describe('The folder below repairs/ with the files of this way.'),
  step: z.string().describe('The step that it finishes in its own way.'),
  commands: z.array(act).describe('What is done instead of the solution of that step.'),
})

const irrelevant = z.strictObject({
  line: z.string().describe('A line of a solution’s file, without its indentation.'),
  why: z.string().describe('Why no goal depends on it.'),
})

const named = z.looseObject({ name: z.string().describe('Its name in the Pod.') })
const texts = z.record(z.string(), z.string())

const injection = z.strictObject({
  namespaces: texts.describe('Labels that a namespace must have.'),
  containers: z.array(named).default([]).describe('As in a Pod.'),
  initContainers: z.array(named).default([]).describe('As in a Pod.'),
  volumes: z.array(named).default([]).describe('As in a Pod.'),
  annotations: texts.default({}).describe('What the Pods are marked with.'),
})

/** The language-neutral part of a lesson, as lesson.yaml spells it. */
export const lessonSchema = z.strictObject({
  id: z.string().describe('The name of the folder without its number.'),
  seed: z.int().describe('Seeds the cluster, so that names and times are the same for everyone.'),
  injections: z
    .array(injection)
    .default([])
    .describe('What the cluster adds to Pods of labelled namespaces, as a mutating webhook does.'),
  runtimes: z
    .array(z.enum(['containerd', 'cri-o']))
    .default([])
    .describe('The container runtimes of the nodes, in turn; containerd where none is named.'),
  minutes: z.int().positive().describe('How long a learner takes.'),
  opens: z.string().describe('The file of start/ that the editor opens with.'),
  steps: z.array(step).min(1).describe('What is done, in order; each has a section in the words.'),
  wrong: z.array(wrong).default([]).describe('Answers that do not work, each with a reply.'),
  repairs: z
    .array(repair)
    .default([])
    .describe('Other ways that are as right as the solution, so that no goal may miss them.'),
  irrelevant: z
    .array(irrelevant)
    .default([])
    .describe('Lines that can go from a solution without any goal failing.'),
})

export type LessonSource = z.infer<typeof lessonSchema>

const inEveryLanguage = z.strictObject({
  'zh-CN': z.string().describe('In Simplified Chinese.'),
  en: z.string().describe('In English.'),
}) satisfies z.ZodType<Record<(typeof LANGUAGES)[number], string>>

const threeLines = z.array(z.string()).length(3)

/** What chapter.yaml says of the lessons in its folder. */
export const chapterSchema = z.strictObject({
  title: inEveryLanguage.describe('What the chapter is called.'),
  summary: inEveryLanguage.describe('One sentence.'),
  able: z
    .strictObject({
      'zh-CN': threeLines.describe('In Simplified Chinese.'),
      en: threeLines.describe('In English.'),
    })
    .describe('What those can do who have finished the chapter, in three lines.'),
})

/** The terms of the course, as glossary.yaml lists them. */
export const glossarySchema = z.array(
  z.strictObject({
    id: z.string().describe('The address of the term.'),
    term: inEveryLanguage.describe('The word itself.'),
    meaning: inEveryLanguage.describe('One or two sentences.'),
    lesson: z.string().optional().describe('The lesson in which it is met.'),
    alias: z.string().optional().describe('Another Chinese word for it, to be named once.'),
    not: z.array(z.string()).default([]).describe('Chinese words that lessons do not use for it.'),
  }),
)

/** The manifests of the playground, by topic, as gallery/gallery.yaml lists them. */
export const gallerySchema = z.array(
  z.strictObject({
    title: inEveryLanguage.describe('The topic.'),
    manifests: z
      .array(
        z.strictObject({
          id: z.string().describe('Its address, and its file: gallery/manifests/ID.yaml.'),
          title: inEveryLanguage.describe('What it is called in the list.'),
          about: inEveryLanguage.describe('Two sentences.'),
          then: z.array(act).default([]).describe('What is done after it has been applied.'),
          becomes: z
            .strictObject({ ...expectation, within: goal.shape.within })
            .refine(hasOneWay, ONE_WAY)
            .describe('What the cluster shows then.'),
        }),
      )
      .describe('In the order of the list.'),
  }),
)

/** The head of a lesson's words. */
export const headSchema = z.strictObject({
  title: z.string(),
  summary: z.string(),
  remember: z.array(z.string()).length(3).describe('What stays, in three lines.'),
  read: z
    .array(z.strictObject({ page: z.string(), title: z.string() }))
    .min(1)
    .describe('Pages of the Kubernetes documentation, by their path below /docs/.'),
  teach: z
    .strictObject({
      time: z.string().describe('How the time is spent.'),
      ask: z.array(z.string()).min(1).describe('Questions to the class.'),
      trouble: z.array(z.string()).min(1).describe('What usually goes wrong.'),
    })
    .describe('For whoever teaches this lesson in front of a class.'),
})
