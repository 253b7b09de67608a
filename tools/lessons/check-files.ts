import type { Authored, Problem } from './authored.ts'
import { wordFiles } from './authored.ts'
import { withoutNumber } from '../course.ts'

/** The folder's name, the names inside, and that each file has its use. */
export function checkFiles(authored: Authored): readonly Problem[] {
  const { folder, files, lesson } = authored
  const used = [
    'lesson.yaml',
    ...wordFiles(),
    ...lesson.start.map((file) => `start/${file.path}`),
    ...lesson.wrong.flatMap((it) => it.files.map((file) => `wrong/${it.id}/${file.path}`)),
    ...lesson.repairs.flatMap((it) => it.files.map((file) => `repairs/${it.id}/${file.path}`)),
  ]
  const stepIds = lesson.steps.map((step) => step.id)
  const isOfASolution = (path: string) => {
    const [, first, ...rest] = path.split('/')
    const name = stepIds.includes(first ?? '') ? rest.join('/') : [first, ...rest].join('/')
    return path.startsWith('solution/') && lesson.start.some((file) => file.path === name)
  }
  const problems: Problem[] = [...files.keys()]
    .filter((path) => !used.includes(path) && !isOfASolution(path))
    .map((file) => ({ file, message: 'is used by nothing' }))
  if (!/\/\d\d-[^/]+$/.test(folder) || withoutNumber(folder) !== lesson.id)
    problems.push({ file: 'lesson.yaml', message: `id ${lesson.id}: the folder is ${folder}` })
  return [...problems, ...checkNames(authored), ...checkShape(authored)]
}

function checkNames({ lesson }: Authored): readonly Problem[] {
  const goals = lesson.steps.flatMap((step) => step.goals.map(({ id }) => id))
  const twice = (ids: readonly string[]) => ids.filter((id, index) => ids.indexOf(id) !== index)
  const unknown = lesson.wrong.filter(({ misses }) => !goals.includes(misses))
  return [
    ...[
      ...twice(goals),
      ...twice(lesson.steps.map(({ id }) => id)),
      ...twice(lesson.wrong.map(({ id }) => id)),
      ...twice(lesson.repairs.map(({ id }) => id)),
    ].map((id) => ({ file: 'lesson.yaml', message: `${id} is there twice` })),
    ...unknown.map(({ id, misses }) => ({
      file: 'lesson.yaml',
      message: `wrong answer ${id} misses ${misses}, which is no goal`,
    })),
  ]
}

/** Where learners are on their own: what is broken there can be mended in more than one way. */
const CHALLENGES = '5-on-your-own/'

/** What every lesson has: three to seven steps, a question, two wrong answers. */
function checkShape({ folder, lesson }: Authored): readonly Problem[] {
  const file = 'lesson.yaml'
  const options = lesson.steps.flatMap((step) => step.prediction?.options ?? [])
  const problems: Problem[] = []
  if (lesson.steps.length < 3 || lesson.steps.length > 7)
    problems.push({ file, message: 'has three to seven steps' })
  if (!options.some(({ misconception }) => misconception !== undefined))
    problems.push({ file, message: 'asks for no misconception' })
  if (lesson.wrong.length < 2) problems.push({ file, message: 'needs two wrong answers or more' })
  if (folder.startsWith(CHALLENGES) && lesson.repairs.length === 0)
    problems.push({ file, message: 'needs another repair beside the solution' })
  return problems
}
