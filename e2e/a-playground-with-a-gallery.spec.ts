import { AxeBuilder } from '@axe-core/playwright'
import { expect, manifestText, replaceManifest, run, test, type } from './page.ts'
import { words } from './words.ts'

const APPLY = 'kubectl apply -f ./play.yaml'

for (const [language, playground, title, reached, colorScheme] of [
  ['en', 'Playground', 'Out of memory', 'The cluster shows it', 'light'],
  ['zh-CN', '试验场', '内存用尽', '集群里已经看得到', 'dark'],
] as const)
  test.describe(language, () => {
    test.use({ locale: language, colorScheme })

    test('a manifest of the gallery is put in the editor, applied, and becomes what it says', async ({
      page,
    }) => {
      const say = words[language]
      await page.goto('/')
      await page.getByRole('link', { name: playground }).click()
      await expect(page.getByRole('heading', { name: playground })).toBeVisible()
      await page.getByRole('link', { name: title }).click()
      await page.getByRole('radio', { name: say.tenTimes }).click()
      await run(page, say, APPLY)
      await expect(page.getByRole('img', { name: say.met, exact: true })).toBeVisible()
      await expect(page.getByText(reached, { exact: true })).toBeVisible()
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html ?? ''}`)).toEqual([])
    })
  })

test.describe('with a manifest of one’s own', () => {
  test.use({ locale: 'en' })

  test('an address leads to a manifest; what was written stays until it is asked for, and then on the shelf', async ({
    page,
  }) => {
    const say = { manifest: words.en.manifestOf('play.yaml') }
    const mine = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: mine\n'
    await page.goto('/#/playground')
    await replaceManifest(page, say, mine)
    await type(page, APPLY)
    await expect(page.locator('.xterm-rows')).toContainText('namespace/mine created')
    await page.goto('/#/playground/secret')
    await expect(page.getByText('In the API it is base64')).toBeVisible()
    expect(await manifestText(page, say)).toBe(mine)
    await page.getByRole('button', { name: 'Put it in the editor' }).click()
    expect(await manifestText(page, say)).toContain('kind: Secret')
    await page.getByText('What you wrote before (1)').click()
    await page.getByRole('button', { name: /^Put play\.yaml of/ }).click()
    expect(await manifestText(page, say)).toBe(mine)
  })
})
