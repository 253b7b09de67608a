import { expect, run, test } from './page.ts'
import { words } from './words.ts'

const say = words.en

test.use({ locale: 'en' })

test('a container is killed behind the back of the cluster, and restarted by its kubelet', async ({
  page,
}) => {
  await page.goto('/#/two-containers')
  await page.getByRole('radio', { name: say.tenTimes }).click()
  await run(page, say, 'kubectl create -f ./twocontainers.yaml')
  await page.getByLabel('Container sise Running').press('Enter')
  await page.getByRole('button', { name: 'Kill its processes' }).click()
  await expect(page.getByLabel('Container sise Running, 1 restart')).toBeVisible()
})

test('a node is shut down, ends its Pod first, and is switched on again', async ({ page }) => {
  await page.goto('/#/two-containers')
  await page.getByRole('radio', { name: say.tenTimes }).click()
  await run(page, say, 'kubectl create -f ./twocontainers.yaml')
  await expect(page.getByLabel('Pod twocontainers Running')).toBeVisible()
  await page.getByLabel('Node worker-1 Ready').press('Enter')
  const opened = page.getByRole('region', { name: 'worker-1' })
  await opened.getByRole('button', { name: 'Shut the machine down' }).click()
  await expect(page.getByText('shut down', { exact: true })).toBeVisible()
  await expect(page.getByLabel('Node worker-1 Not ready')).toBeVisible()
  await expect(page.getByLabel('Pod twocontainers Terminated')).toBeVisible()
  await opened.getByRole('button', { name: 'Switch the machine on again' }).click()
  await expect(page.getByLabel('Node worker-1 Ready')).toBeVisible()
  await expect(page.getByText('shut down', { exact: true })).toBeHidden()
})

test('a node is unplugged, is found out by the cluster, and comes back', async ({ page }) => {
  await page.goto('/#/two-containers')
  await page.getByRole('radio', { name: '60 times as fast as life' }).click()
  await page.getByLabel('Node worker-2 Ready').press('Enter')
  const opened = page.getByRole('region', { name: 'worker-2' })
  await opened.getByRole('button', { name: 'Unplug the network' }).click()
  await expect(page.getByText('unplugged', { exact: true })).toBeVisible()
  await expect(page.getByLabel('Node worker-2 Not ready')).toBeVisible()
  await opened.getByRole('button', { name: 'Plug the network in again' }).click()
  await expect(page.getByLabel('Node worker-2 Ready')).toBeVisible()
  await expect(page.getByText('unplugged', { exact: true })).toBeHidden()
})
