import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, run, test, type } from './page.ts'
import { words } from './words.ts'

const APPLY = 'kubectl apply -f twins.yaml'

test.describe('when a second server has found its port taken', () => {
  const say = words.en
  test.use({ locale: 'en' })

  test.beforeEach(async ({ page }) => {
    await page.goto('/#/one-port-one-owner')
    await page.getByRole('radio', { name: say.tenTimes }).click()
    await run(page, say, APPLY)
    await expect(eventsOf(page).last()).toHaveText(/CrashLoopBackOff/)
    await page.getByRole('button', { name: 'Pause time' }).click()
  })

  test('the timeline tells of it, and each moment shows the diagram of then', async ({ page }) => {
    const told = (await eventsOf(page).allTextContents()).map((it) => it.replace(/^[\d:]+ /, ''))
    const bound = 'second cannot listen on *:9876 (EADDRINUSE)'
    const ended = 'second: Error · exit 1; second is not ready any more; STATUS: Error'
    expect(told).toContain('Phase: Pending; STATUS: Pending')
    expect(told.indexOf(bound)).toBeGreaterThan(0)
    expect(told.indexOf(ended)).toBeGreaterThan(told.indexOf(bound))
    await expect(page.getByLabel(/^Container second (Waiting|Ended)/)).toBeVisible()

    await page.getByRole('button', { name: say.asText }).click()
    await timelineOf(page).getByRole('button', { name: bound }).first().click()
    await page.getByRole('button', { name: say.asPicture }).click()
    await expect(page.getByText(/^As it was at \d:\d\d$/)).toBeVisible()
    await expect(page.getByLabel('Container second Running')).toBeVisible()
    await expect(page.getByLabel(/Network.*first.*\*:9876/)).toBeVisible()
    await expect(page.getByRole('slider')).toHaveAttribute(
      'aria-valuetext',
      new RegExp(`${quoted(bound)}$`),
    )
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html ?? ''}`)).toEqual([])

    await page.getByRole('button', { name: 'Back to now' }).click()
    await expect(page.getByLabel(/^Container second (Waiting|Ended)/)).toBeVisible()
  })

  test('arrow keys go from event to event; Home is the beginning, Escape is now', async ({
    page,
  }) => {
    const slider = page.getByRole('slider')
    const count = await eventsOf(page).count()
    await expect(slider).toHaveAttribute('aria-valuetext', /^Now: /)
    await slider.press('Home')
    await expect(slider).toHaveAttribute('aria-valuetext', /: Phase: Pending; STATUS: Pending$/)
    await expect(page.getByLabel('Pod twins Pending')).toBeVisible()
    const met: string[] = []
    for (let steps = 1; steps < count; steps++) {
      await slider.press('ArrowRight')
      met.push((await slider.getAttribute('aria-valuetext')) ?? '')
    }
    expect(new Set(met).size).toBe(count - 1)
    await slider.press('ArrowLeft')
    await slider.press('Escape')
    await expect(slider).toHaveAttribute('aria-valuetext', /^Now: /)
    await expect(page.getByRole('timer')).toBeVisible()
  })

  test('a moment can be pointed at, time stands still, and typing leads back to now', async ({
    page,
  }) => {
    const slider = page.getByRole('slider')
    await page.getByRole('button', { name: 'Let time run' }).click()
    await slider.click({ position: { x: 12, y: 60 } })
    await expect(page.getByLabel('Pod twins Pending')).toBeVisible()
    const then = await slider.getAttribute('aria-valuemax')
    await page.waitForFunction(() => new Promise((done) => setTimeout(done, 500, true)))
    await expect(slider).toHaveAttribute('aria-valuemax', then ?? '')
    await type(page, 'kubectl get pods')
    await expect(page.getByLabel('Pod twins Running')).toBeVisible()
    await expect(page.getByRole('timer')).toBeVisible()
  })
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, locale: 'zh-CN' })

  test('the timeline stands below the Pod, and nothing is wider than the screen', async ({
    page,
  }) => {
    const say = words['zh-CN']
    await page.goto('/#/two-containers')
    await run(page, say, 'kubectl create -f ./twocontainers.yaml')
    await page.getByRole('tab', { name: 'Pod' }).click()
    await page.getByRole('radio', { name: say.tenTimes }).click()
    await expect(page.getByLabel('Pod twocontainers Running')).toBeVisible()
    const timeline = page.getByRole('region', { name: '时间线' })
    await expect(timeline).toContainText('阶段')
    await timeline.getByRole('button', { name: '到上一个事件' }).click()
    await expect(page.getByText(/^\d:\d\d 时的样子$/)).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  })
})

function timelineOf(page: Page) {
  return page.getByRole('region', { name: 'Timeline' })
}

/** What the timeline tells in words. */
function eventsOf(page: Page) {
  return timelineOf(page)
    .getByRole('list', { name: 'Events, the oldest first' })
    .getByRole('listitem')
}

function quoted(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
