import { expect, test } from '@playwright/test'

test.use({ locale: 'en' })

test('a command in the text runs in the terminal, and the diagram shows what came of it', async ({
  page,
}) => {
  await page.goto('/#/two-containers')
  await expect(page.getByText('No Pod yet. The dashed outline')).toBeVisible()
  await page.getByRole('button', { name: 'Type into the terminal: kubectl create' }).click()

  await expect(page.locator('.xterm-rows')).toContainText('pod/twocontainers created')
  await expect(page.getByRole('img', { name: 'met' })).toBeVisible()
  await expect(page.getByText('No Pod yet. The dashed outline')).toBeHidden()
  await expect(page.getByLabel(/^Pod twocontainers/)).toBeVisible()
})

test('a verb that there is not is answered at once, and what is typed next as well', async ({
  page,
}) => {
  await page.goto('/#/two-containers')
  const keyboard = page.locator('.xterm').getByRole('textbox')
  await keyboard.pressSequentially('kubectl aply')
  await keyboard.press('Enter')
  const screen = page.locator('.xterm-rows')
  await expect(screen).toContainText('Did you mean this?')
  await keyboard.pressSequentially('kubectl get pods')
  await keyboard.press('Enter')
  await expect(screen).toContainText('No resources found in default namespace.')
})

test('the diagram can be read as text, and its parts be opened by keyboard', async ({ page }) => {
  await page.goto('/#/two-containers')
  await page.getByLabel(/^Container sise/).focus()
  await page.keyboard.press('Enter')
  const opened = page.getByRole('region', { name: 'sise' })
  await expect(opened).toContainText('quay.io/openshiftlabs/simpleservice:0.5.0')
  await opened.getByRole('button', { name: 'Close' }).click()

  await page.getByRole('button', { name: 'As text' }).click()
  const row = page.getByRole('row', { name: /^Container sise/ })
  await expect(row).toContainText('in the manifest, not in the cluster')
})

test('time stands still when it is paused, and goes on by events', async ({ page }) => {
  await page.goto('/#/two-containers')
  await page.getByRole('button', { name: 'Pause time' }).click()
  const clock = page.getByRole('timer')
  const paused = await clock.textContent()
  await page.getByRole('button', { name: 'Create it', exact: true }).click()
  await expect(clock).toHaveText(paused ?? '')
  await expect(page.getByRole('img', { name: 'not yet' })).toBeVisible()
  await page.getByRole('button', { name: 'Let time run' }).click()
  await expect(page.getByRole('img', { name: 'met' })).toBeVisible()
})
