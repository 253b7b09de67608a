import { z } from 'zod'

const goal = z
  .strictObject({
    id: z.string().describe('Names the goal in the words of every language.'),
    run: z.string().describe('A command that a learner could type.'),
    prints: z.string().optional().describe('What it prints, without the blank space at both ends.'),
    matches: z.string().optional().describe('A regular expression that its output must match.'),
    exitCode: z.int().optional().describe('The exit code that it must end with.'),
  })
  .refine(
    (it) => [it.prints, it.matches, it.exitCode].filter((way) => way !== undefined).length === 1,
    'needs exactly one of prints, matches and exitCode',
  )

const prediction = z
  .strictObject({
    id: z.string().describe('Names the prediction in the words of every language.'),
    options: z
      .array(
        z.strictObject({
          id: z.string(),
          right: z.literal(true).optional().describe('Set on the one right answer.'),
          misconception: z
            .int()
            .optional()
            .describe('The number of the misconception that this answer stands for.'),
        }),
      )
      .min(2),
  })
  .refine(
    (it) => it.options.filter((option) => option.right === true).length === 1,
    'needs exactly one option with right: true',
  )

/** The language-neutral part of a lesson, as lesson.yaml spells it. */
export const lessonSchema = z.strictObject({
  id: z.string().describe('The name of the folder without its number.'),
  seed: z.int().describe('Seeds the cluster, so that names and times are the same for everyone.'),
  opens: z.string().describe('The file of start/ that the editor opens with.'),
  steps: z
    .array(
      z.strictObject({
        id: z.string(),
        focus: z
          .array(z.string())
          .describe('What the diagram draws the eye to: pod, network, container:NAME.'),
        goals: z.array(goal).describe('What the cluster must show before the step is done.'),
        prediction: prediction.optional(),
        solution: z.array(z.string()).describe('Commands that finish the step.'),
      }),
    )
    .min(1),
  wrong: z
    .array(
      z.strictObject({
        id: z.string().describe('The folder below wrong/ with the files of this answer.'),
        misses: z.string().describe('The goal that this answer must not meet.'),
        commands: z.array(z.string()),
      }),
    )
    .default([]),
})

export type LessonSource = z.infer<typeof lessonSchema>
