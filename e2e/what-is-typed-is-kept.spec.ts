import { expect, test } from '@playwright/test'

test.use({ locale: 'en' })

test('the manifest, the language and the theme are as they were left', async ({ page }) => {
  await page.goto('/#/two-containers')
  const manifest = page.getByRole('textbox', { name: 'Manifest twocontainers.yaml' })
  await manifest.fill('kind: Pod\nmetadata:\n  name: mine\n')
  await expect(page.getByLabel(/^Pod mine/)).toBeVisible()
  await page.getByRole('button', { name: 'Theme: As the system' }).click()
  await page.getByRole('button', { name: '中文' }).click()
  await expect(page.getByRole('button', { name: '应用' })).toBeVisible()

  await page.reload()
  await expect(page.getByRole('heading', { name: '创建 Pod' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await expect(page.getByRole('textbox', { name: '清单 twocontainers.yaml' })).toHaveValue(
    'kind: Pod\nmetadata:\n  name: mine\n',
  )
  await page.getByRole('button', { name: '恢复原样' }).click()
  await expect(page.getByLabel(/^Pod twocontainers/)).toBeVisible()
  await page.getByRole('button', { name: '撤销' }).click()
  await expect(page.getByLabel(/^Pod mine/)).toBeVisible()
})

test('the large editor takes over text and cursor, and both undo', async ({ page }) => {
  await page.goto('/#/two-containers')
  const light = page.getByRole('textbox', { name: 'Manifest twocontainers.yaml' })
  await light.click()
  await light.press('ControlOrMeta+End')
  await light.pressSequentially('# first')
  // It comes after everything else, when nothing has been typed for a moment.
  await expect(page.locator('.monaco-editor .view-lines')).toContainText('first', {
    timeout: 20_000,
  })
  await expect(page.locator('.monaco-editor.focused')).toBeVisible()
  await page.keyboard.type(' and second')
  await expect(page.locator('.monaco-editor .view-lines')).toContainText(/first\s*and\s*second/)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.locator('.monaco-editor .view-lines')).not.toContainText('second')
})
