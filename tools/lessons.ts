// npm run lessons: whether every lesson, and the gallery, holds what it says. Names of lessons check only those.
//   npm run lessons -- --new 2-what-a-pod-is/12-name   makes the skeleton of a lesson
//   npm run lessons -- --mutate [NAME…]                takes each line out of each solution
import { loadParts } from '#engine'
import { GALLERY } from './course.ts'
import { galleryProblems } from './lessons/check-gallery.ts'
import { problemsOf, readCourse } from './lessons/check-lesson.ts'
import { mutationProblems } from './lessons/mutate.ts'
import { makeSkeleton } from './lessons/skeleton.ts'

const ROOT = 'lessons'

const args = process.argv.slice(2)
const names = args.filter((arg) => !arg.startsWith('--'))
await loadParts()
process.exitCode = run()

function run(): number {
  if (args.includes('--new')) {
    for (const name of names) for (const path of makeSkeleton(ROOT, name)) console.log(path)
    return 0
  }
  const course = readCourse(ROOT)
  const isMutated = args.includes('--mutate')
  const check = (folder: string) => {
    if (folder === GALLERY) return galleryProblems(ROOT, course.terms)
    return isMutated ? mutationProblems(ROOT, folder) : problemsOf(ROOT, folder, course)
  }
  let isWell = true
  for (const folder of [...course.folders, ...(isMutated ? [] : [GALLERY])].filter(isAskedFor)) {
    const startedAt = performance.now()
    const problems = check(folder)
    const took = ((performance.now() - startedAt) / 1000).toFixed(1)
    console.log(`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${folder}  ${took} s`)
    for (const problem of problems) console.log(`  ${problem}`)
    isWell &&= problems.length === 0
  }
  return isWell ? 0 : 1
}

function isAskedFor(folder: string): boolean {
  return names.length === 0 || names.some((name) => folder.includes(name))
}
