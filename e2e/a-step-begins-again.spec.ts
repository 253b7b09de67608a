import { expect, type Page, run, screenOf, stepIsDone, terminalText, test, type } from './page.ts'
import { words } from './words.ts'

const say = words.en
const CREATE = 'kubectl create -f ./twocontainers.yaml'

test.use({ locale: 'en' })

test('a goal that is not met says what was asked, what should come, and what came', async ({
  page,
}) => {
  await page.goto('/#/two-containers')
  await page.getByText('Why not yet?').click()
  const reason = page.getByRole('region', { name: 'What the cluster should show' })
  await expect(reason.getByRole('term')).toHaveText(['Asked', 'should print', 'and prints'])
  await expect(reason.getByRole('definition')).toHaveText([
    'kubectl get pod twocontainers -o name',
    'pod/twocontainers',
    'Error from server (NotFound): pods "twocontainers" not found',
  ])
})

test('a step goes back to how it began, and what was done before stays done', async ({ page }) => {
  await page.goto('/#/two-containers')
  await page.getByRole('radio', { name: say.tenTimes }).click()
  await run(page, say, CREATE)
  await stepIsDone(page, say)
  await page.getByRole('button', { name: say.next }).click()
  await expect(page.getByLabel('Pod twocontainers Running')).toBeVisible()
  await type(page, 'kubectl delete pod twocontainers --now')
  await expect(screenOf(page)).toContainText('deleted')
  await expect(page.getByText('No Pod yet.')).toBeVisible()

  await page.getByRole('button', { name: 'To the start of this step' }).click()
  await expect(page.getByLabel(/^Pod twocontainers (Pending|Running)/)).toBeVisible()
  expect(await terminalText(page, say)).toBe(`$ ${CREATE}\npod/twocontainers created\n$`)
  await expect(page.getByLabel('Pod twocontainers Running')).toBeVisible()
  await type(page, 'kubectl get pods -o name')
  await expect(screenOf(page)).toHaveText(/-o name\s*pod\/twocontainers\s*\$ *$/)
})

test('who comes back finds his step, and the steps before it are taken for him', async ({
  page,
}) => {
  await page.goto('/#/two-containers')
  await run(page, say, CREATE)
  await stepIsDone(page, say)
  await page.getByRole('button', { name: say.next }).click()
  await expect(unprepared(page)).toBeHidden()

  await page.reload()
  await expect(page.getByRole('heading', { name: say.steps.look })).toBeVisible()
  await expect(
    page.getByRole('button', { name: 'Step 1 of 4, Create the Pod, done' }),
  ).toBeVisible()
  await unprepared(page).getByRole('button', { name: 'Take them for me' }).click()
  await expect(unprepared(page)).toBeHidden()
  await expect(page.getByLabel('Pod twocontainers Running')).toBeVisible()
  expect(await terminalText(page, say)).toBe(`$ ${CREATE}\npod/twocontainers created\n$`)
})

function unprepared(page: Page) {
  return page.getByRole('note').filter({ hasText: 'not all been taken' })
}
