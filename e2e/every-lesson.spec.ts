import { expect, type Page, replaceManifest, screenOf, test, type } from './page.ts'
import { type AuthoredAct, type LessonPlayed, lessonsToPlay } from './lessons.ts'
import { words, type Words } from './words.ts'

/** Simulated time to read what was printed, and for an image to arrive: as the lessons’ check has. */
const READING_SECONDS = 15

/** Long lessons wait for simulated minutes, and are played on busy machines. */
test.describe.configure({ timeout: 300_000 })

for (const { lesson, language } of lessonsToPlay('lessons'))
  test.describe(language, () => {
    test.use({ locale: language })

    test(`${lesson.id} is finished by doing what it says`, async ({ page }) => {
      const say = words[language]
      await page.goto(`/#/${lesson.id}`)
      await page.getByRole('radio', { name: say.sixtyTimes }).click()
      await expect(screenOf(page)).toHaveText('$ ')
      for (const [nth, step] of lesson.steps.entries()) {
        await expect(page.locator(`#step-${step.id}`)).toBeVisible()
        await write(page, say, { files: step.changes, isOneOfSeveral: lesson.start.length > 1 })
        for (const act of step.acts) await perform(page, say, act)
        const met = page.getByRole('img', { name: say.met, exact: true })
        await expect(met).toHaveCount(step.goals, { timeout: 60_000 })
        if (nth < lesson.steps.length - 1)
          await page.getByRole('button', { name: say.next }).click()
      }
      await expect(page.getByText(say.finished)).toBeVisible()
      await allStepsAreDone(page, say, lesson)
    })
  })

/** Puts files into the editor; where the lesson has several, each behind its tab. */
async function write(page: Page, say: Words, { files, isOneOfSeveral }: Writing): Promise<void> {
  for (const { path, text } of files) {
    if (isOneOfSeveral) await page.getByRole('button', { name: path, exact: true }).click()
    await replaceManifest(page, { manifest: say.manifestOf(path) }, text)
  }
}

interface Writing {
  readonly files: LessonPlayed['start']
  readonly isOneOfSeveral: boolean
}

async function perform(page: Page, say: Words, act: AuthoredAct): Promise<void> {
  if (typeof act === 'string') {
    await type(page, act)
    // The prompt is back: the learner's own, or that of a shell in a container.
    await expect(screenOf(page)).toHaveText(/[$#] *$/, { timeout: 60_000 })
    await pass(page, READING_SECONDS)
  } else if ('wait' in act) {
    await pass(page, act.wait)
  } else if ('kill' in act) {
    const [, container = ''] = act.kill.split('/')
    await page.getByLabel(`${say.container} ${container} ${say.running}`).press('Enter')
    await page.getByRole('button', { name: say.kill }).click()
  } else {
    const opened = act.do === 'add' ? 'worker-1' : act.node
    await page.getByLabel(new RegExp(`^${say.node} ${opened}`)).press('Enter')
    await page.getByRole('button', { name: say.nodeActs[act.do] }).click()
  }
}

/** Lets simulated time pass. */
async function pass(page: Page, forSeconds: number): Promise<void> {
  const until = (await seconds(page)) + forSeconds
  await expect.poll(() => seconds(page), { timeout: 60_000 }).toBeGreaterThanOrEqual(until)
}

async function allStepsAreDone(page: Page, say: Words, lesson: LessonPlayed): Promise<void> {
  const steps = page.getByRole('navigation', { name: say.stepsOfLesson }).getByRole('listitem')
  await expect(steps.getByRole('button', { name: say.done })).toHaveCount(lesson.steps.length)
}

async function seconds(page: Page): Promise<number> {
  const face = (await page.getByRole('timer').textContent()) ?? ''
  return face.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
}
