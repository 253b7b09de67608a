import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, promptIsBack, test, type } from './page.ts'
import { type Words, words } from './words.ts'

test.use({ locale: 'zh-CN' })

test('after a challenge each line that was typed leads back to the cluster of its moment', async ({
  page,
}) => {
  const say = words['zh-CN']
  await page.goto('/#/an-image-nobody-has')
  await page.getByRole('radio', { name: say.sixtyTimes }).click()
  await step(page, say, ['kubectl apply -f shop.yaml', 'kubectl get pods'])
  await page.getByRole('button', { name: say.next }).click()
  await step(page, say, ['kubectl describe pod shop'])
  await page.getByRole('button', { name: say.next }).click()
  await step(page, say, ['kubectl set image pod/shop shop=nginx'])

  const review = page.getByRole('region', { name: '你走的路，和一条捷径' })
  await expect(review.getByRole('button')).toHaveText([
    /^\d+:\d\d\s*kubectl apply -f shop\.yaml$/,
    /kubectl get pods$/,
    /kubectl describe pod shop$/,
    /kubectl set image pod\/shop shop=nginx$/,
  ])
  await expect(review.getByRole('img', { name: '捷径上也有这一步' })).toHaveCount(2)
  await expect(page.getByLabel('Pod shop Running')).toBeVisible()

  await review.getByRole('button', { name: 'kubectl apply' }).click()
  await expect(page.getByText(/^\d+:\d\d 时的样子$/)).toBeVisible()
  await expect(page.getByLabel('Pod shop Running')).toBeHidden()
  await review.getByRole('button', { name: 'kubectl set image' }).click()
  await expect(page.getByLabel('Pod shop Pending')).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html ?? ''}`)).toEqual([])

  await page.getByRole('button', { name: '回到现在' }).click()
  await expect(page.getByLabel('Pod shop Running')).toBeVisible()
})

async function step(page: Page, say: Words, lines: readonly string[]): Promise<void> {
  await promptIsBack(page)
  for (const line of lines) {
    await type(page, line)
    await promptIsBack(page)
  }
  await expect(page.getByRole('img', { name: say.open, exact: true })).toHaveCount(0, {
    timeout: 60_000,
  })
  await expect(page.getByRole('region', { name: say.seen })).toBeVisible()
}
