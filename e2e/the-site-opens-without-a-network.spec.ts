import { expect, run, screenOf, test, type } from './page.ts'
import { words } from './words.ts'

const say = words.en

test.use({ locale: 'en', serviceWorkers: 'allow' })

test('who has been here before learns on in a tunnel', async ({ page, context }) => {
  await page.goto('/#/two-containers')
  await page.getByRole('radio', { name: '60 times as fast as life' }).click()
  await run(page, say, 'kubectl create -f ./twocontainers.yaml')
  await page.evaluate(() => navigator.serviceWorker.ready)
  await context.setOffline(true)
  await page.reload()

  await run(page, say, 'kubectl create -f ./twocontainers.yaml')
  await expect(page.getByLabel(/^Pod twocontainers Running/)).toBeVisible()
  await type(page, 'kubectl exec twocontainers -c sise -- sh -c "seq 9 | tail -n 1"')
  await expect(screenOf(page)).toHaveText(/tail -n 1"\s*9\s*\$\s*$/)
  await expect(page.locator('.monaco-editor')).toBeVisible()
})
