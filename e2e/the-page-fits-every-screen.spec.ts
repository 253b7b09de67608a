import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'

const screens = [
  { name: 'wide', width: 1600, height: 1000, scheme: 'light', locale: 'zh-CN' },
  { name: 'laptop', width: 1366, height: 768, scheme: 'dark', locale: 'en' },
  { name: 'phone', width: 390, height: 844, scheme: 'dark', locale: 'zh-CN' },
] as const

for (const { name, width, height, scheme, locale } of screens)
  test.describe(name, () => {
    test.use({ viewport: { width, height }, colorScheme: scheme, locale })

    test('breaks no rule of accessibility and never scrolls sideways', async ({ page }) => {
      await page.goto('/#/two-containers')
      await expect(page.getByRole('heading', { level: 3 })).toBeVisible()
      await page.waitForLoadState('networkidle')
      expect(await broken(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    })
  })

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, locale: 'en' })

  test('a bar leads to each part, and the Pod stays in sight', async ({ page }) => {
    await page.goto('/#/two-containers')
    await page.getByRole('button', { name: 'Type into the terminal: kubectl create' }).click()
    await expect(page.getByRole('tab', { name: 'Terminal' })).toHaveAttribute(
      'aria-selected',
      'true',
    )
    await expect(page.getByRole('img', { name: /^sise: / })).toBeVisible()
    await page.getByRole('textbox', { name: 'Command' }).fill('kubectl get nodes')
    await page.getByRole('button', { name: 'Run' }).click()
    await expect(page.locator('.xterm-rows')).toContainText('STATUS')
    await page.getByRole('tab', { name: 'Pod' }).click()
    await expect(page.getByLabel(/^Pod twocontainers/)).toBeVisible()
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('textbox', { name: 'Manifest twocontainers.yaml' })).toBeVisible()
  })
})

async function broken(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${id}: ${target.map(String).join(' ')}`),
  )
}
