import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, run, screenOf, stepIsDone, test } from './page.ts'
import { words } from './words.ts'

const CREATE = 'kubectl create -f ./twocontainers.yaml'

test.describe('the home page', () => {
  test.use({ locale: 'en' })

  test('says what this is, and lets one touch a Pod at once', async ({ page }) => {
    const say = words.en
    await page.goto('/')
    await expect(page.getByRole('heading', { name: 'Look inside a Kubernetes Pod' })).toBeVisible()
    await page.getByRole('radio', { name: say.tenTimes }).click()
    await run(page, say, CREATE)
    await expect(page.getByLabel('Container sise Running')).toBeVisible()
    await expect(page.getByLabel('Container shell Running')).toBeVisible()
    await run(page, say, 'kubectl exec twocontainers -c shell -- curl -s localhost:9876/info')
    await expect(screenOf(page)).toContainText(
      '{"host": "localhost:9876", "version": "0.5.0", "from": "127.0.0.1"}',
    )
    expect(await broken(page)).toEqual([])
  })

  test('leads into the course, and later to where the reader was', async ({ page }) => {
    const say = words.en
    await page.goto('/')
    await page.getByRole('link', { name: 'Begin the course' }).click()
    await expect(page.getByRole('heading', { name: say.steps.create })).toBeVisible()
    await run(page, say, CREATE)
    await stepIsDone(page, say)

    await page.getByRole('link', { name: 'Glasspod' }).click()
    await expect(page.getByRole('link', { name: 'Go on: Two containers, one Pod' })).toBeVisible()
    const lessons = page.getByRole('region', { name: 'The course' }).getByRole('link')
    await expect(lessons.first()).toHaveText('Two containers, one Pod1 of 4 steps')
    await page.getByRole('button', { name: /^Course: / }).click()
    await expect(
      page.getByRole('navigation', { name: 'Course' }).getByRole('link', { name: 'Glossary' }),
    ).toBeVisible()
  })
})

for (const [language, glossary, find, word, other, simulated] of [
  ['en', 'Glossary', 'Find a word', 'container', 'back-off', 'What is simulated'],
  ['zh-CN', '术语表', '查找术语', '容器', '回退', '模拟了什么'],
] as const)
  test.describe(language, () => {
    test.use({ locale: language })

    test('the glossary has the words of the course, and finds them', async ({ page }) => {
      await page.goto('/#/glossary')
      await expect(page.getByRole('heading', { name: glossary })).toBeVisible()
      await expect(page.getByRole('term').filter({ hasText: other })).toHaveCount(1)
      await page.getByRole('searchbox', { name: find }).fill(word)
      await expect(page.getByRole('term').filter({ hasText: word }).first()).toBeVisible()
      await page.getByRole('searchbox', { name: find }).fill('qqq')
      await expect(page.getByRole('term')).toHaveCount(0)
      expect(await broken(page)).toEqual([])
    })

    test('a page says what is simulated, with its version, and what is not', async ({ page }) => {
      await page.goto('/#/simulated')
      await expect(page.getByRole('heading', { name: simulated })).toBeVisible()
      await expect(page.getByText('Kubernetes 1.36').last()).toBeVisible()
      await expect(page.getByRole('listitem').filter({ hasText: /^R30/ })).toContainText(
        'The first restart is at once; then 10 s, doubling, 300 s at most',
      )
      await expect(page.getByText('Not simulated: IPv6 between sandboxes')).toBeVisible()
      expect(await broken(page)).toEqual([])
    })
  })

async function broken(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target.map(String).join(' ')} ${html.slice(0, 80)}`),
  )
}
