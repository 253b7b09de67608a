import { AxeBuilder } from '@axe-core/playwright'
import {
  expect,
  manifestText,
  type Page,
  replaceManifest,
  run,
  screenOf,
  stepIsDone,
  test,
  type,
} from './page.ts'
import { words } from './words.ts'

const CREATE = 'kubectl create -f ./twocontainers.yaml'
const MINE = 'kind: Pod\nmetadata:\n  name: mine\n'

test.describe('in English', () => {
  test.use({ locale: 'en' })
  const say = words.en

  test('a lesson begins again as at first, and the way back brings everything', async ({
    page,
  }) => {
    await page.goto('/#/two-containers')
    await page.getByRole('radio', { name: say.tenTimes }).click()
    await run(page, say, CREATE)
    await stepIsDone(page, say)
    await page.getByRole('button', { name: say.next }).click()
    await replaceManifest(page, say, MINE)

    await page.getByRole('button', { name: 'Start this lesson again' }).click()
    await expect(page.getByRole('heading', { name: say.steps.create })).toBeVisible()
    await expect(page.getByText('No Pod yet.')).toBeVisible()
    await expect(page.getByRole('button', { name: say.done })).toHaveCount(0)
    expect(await manifestText(page, say)).toContain('name: twocontainers')

    await page.getByRole('button', { name: 'Back to where you were' }).click()
    await expect(page.getByRole('heading', { name: say.steps.look })).toBeVisible()
    await expect(page.getByLabel('Pod twocontainers Running')).toBeVisible()
    expect(await manifestText(page, say)).toBe(MINE)
  })

  test('what was written before can be had again on another day', async ({ page }) => {
    await page.goto('/#/two-containers')
    await replaceManifest(page, say, MINE)
    await page.getByRole('button', { name: 'Start this lesson again' }).click()
    await page.reload()
    await page.getByText('What you wrote before (1)').click()
    await page.getByRole('button', { name: /^Put twocontainers\.yaml of/ }).click()
    expect(await manifestText(page, say)).toBe(MINE)
    expect(await broken(page)).toEqual([])
  })

  test('each file of a lesson is edited under its name, and kubectl reads all of them', async ({
    page,
  }) => {
    await page.goto('/#/the-smallest-unit')
    const files = page.getByRole('group', { name: 'Files of this lesson' })
    await files.getByRole('button', { name: 'apart.yaml' }).click()
    const inApart = { manifest: say.manifestOf('apart.yaml') }
    await replaceManifest(page, inApart, 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n')
    await files.getByRole('button', { name: 'pair.yaml' }).click()
    await expect(page.getByRole('textbox', { name: say.manifestOf('pair.yaml') })).toBeVisible()
    await type(page, 'kubectl apply -f apart.yaml')
    await expect(screenOf(page)).toContainText('namespace/a created')
  })
})

for (const [language, pages, page1, teach, ask] of [
  ['en', 'In the Kubernetes documentation', 'Pods', 'For whoever teaches this lesson', 'Ask the'],
  ['zh-CN', 'Kubernetes 文档', 'Pod', '给讲这一课的人', '问一问全班'],
] as const)
  test.describe(language, () => {
    test.use({ locale: language })

    test('pages to read and notes for teachers are folded away at the end of each step', async ({
      page,
    }) => {
      await page.goto('/#/two-containers')
      const link = page.getByRole('link', { name: page1, exact: true })
      await expect(link).toBeHidden()
      await page.getByText(pages).click()
      const chinese = language === 'en' ? '' : 'zh-cn/'
      await expect(link).toHaveAttribute(
        'href',
        `https://kubernetes.io/${chinese}docs/concepts/workloads/pods/`,
      )
      await expect(page.getByRole('heading', { name: ask })).toBeHidden()
      await page.getByText(teach).click()
      await expect(page.getByRole('heading', { name: ask })).toBeVisible()
      expect(await broken(page)).toEqual([])
    })
  })

async function broken(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target.map(String).join(' ')} ${html.slice(0, 80)}`),
  )
}
