import { expect, manifestText, type Page, screenOf, terminalText, test, type } from './page.ts'
import { words } from './words.ts'

const say = words.en
const CREATE = 'kubectl create -f ./twocontainers.yaml'

test.use({ locale: 'en' })

test.describe('time', () => {
  // The page's own clock stands still, and goes on when the test says so.
  test.beforeEach(async ({ page }) => {
    await page.clock.install()
    await page.goto('/#/two-containers')
    await expect(page.getByRole('timer')).toHaveText('0:00')
    await page.clock.runFor(1000)
    await expect(screenOf(page)).toHaveText('$ ')
  })

  test('runs as fast as life at first, sixty times as fast on demand', async ({ page }) => {
    const before = await seconds(page)
    await page.clock.runFor(3000)
    expect((await seconds(page)) - before).toBe(3)
    await page.getByRole('radio', { name: '60 times as fast as life' }).click()
    await page.clock.runFor(2000)
    expect((await seconds(page)) - before).toBeGreaterThanOrEqual(120)
  })

  test('stands still when it is paused: nothing happens in the cluster', async ({ page }) => {
    await page.getByRole('button', { name: 'Pause time' }).click()
    const before = await seconds(page)
    await type(page, CREATE)
    await page.clock.runFor(60_000)
    expect(await seconds(page)).toBe(before)
    await expect(page.getByRole('timer')).toContainText('paused')
    await expect(screenOf(page)).not.toContainText('created')

    await page.getByRole('button', { name: 'Let time run' }).click()
    await page.clock.runFor(1000)
    await expect(screenOf(page)).toContainText('pod/twocontainers created')
  })

  test('goes on by events, and is paused between them', async ({ page }) => {
    await type(page, CREATE)
    const step = page.getByRole('button', { name: 'To the next event' })
    await step.click()
    await expect(page.getByRole('timer')).toContainText('paused')
    const isRunning = page.getByLabel('Pod twocontainers Running')
    let steps = 1
    for (; steps < 200 && !(await isRunning.isVisible()); steps++) await step.click()
    await expect(isRunning).toBeVisible()
    expect(steps).toBeGreaterThan(5)
    const stopped = await seconds(page)
    await page.clock.runFor(10_000)
    expect(await seconds(page)).toBe(stopped)
  })

  test('begins anew with a fresh cluster, and the manifest as it was left', async ({ page }) => {
    const manifest = page.getByRole('textbox', { name: say.manifest })
    await manifest.press('ControlOrMeta+End')
    await manifest.pressSequentially('# mine')
    await type(page, CREATE)
    await page.clock.runFor(2000)
    await expect(page.getByLabel('Pod twocontainers Pending')).toBeVisible()

    await page.getByRole('button', { name: 'Start the cluster afresh' }).click()
    await page.clock.runFor(1000)
    await expect(page.getByLabel('Pod twocontainers Pending')).toBeHidden()
    expect(await seconds(page)).toBeLessThan(2)
    await expect(screenOf(page)).toHaveText('$ ')
    expect(await manifestText(page, say)).toMatch(/# mine$/)
  })
})

test.describe('the terminal', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto('/#/two-containers')
    await expect(screenOf(page)).toHaveText('$ ')
  })

  test('brings back earlier lines, and completes what was begun', async ({ page }) => {
    const keyboard = page.locator('.xterm').getByRole('textbox')
    await type(page, 'echo first')
    await expect(screenOf(page)).toHaveText(/echo first\s*first\s*\$ *$/)
    await type(page, 'echo second')
    await expect(screenOf(page)).toHaveText(/echo second\s*second\s*\$ *$/)
    await keyboard.press('ArrowUp')
    await keyboard.press('ArrowUp')
    await keyboard.press('Enter')
    await expect(screenOf(page)).toHaveText(/second\s*\$ echo first\s*first\s*\$ *$/)
    await keyboard.press('Control+r')
    await keyboard.pressSequentially('sec')
    await expect(screenOf(page)).toHaveText(/\(reverse-i-search\)`sec': echo second\s*$/)
    await keyboard.press('Enter')
    await expect(screenOf(page)).toHaveText(/\$ echo second\s*second\s*\$ *$/)
    await keyboard.pressSequentially('kubec')
    await keyboard.press('Tab')
    await keyboard.pressSequentially('create -f ./tw')
    await keyboard.press('Tab')
    await keyboard.press('Enter')
    await expect(screenOf(page)).toHaveText(/created\s*\$ *$/)
    expect(await terminalText(page, say)).toBe(
      [
        ...['$ echo first', 'first', '$ echo second', 'second', '$ echo first', 'first'],
        ...['$ echo second', 'second'],
        // Completing ends a word with a space.
        '$ kubectl create -f ./twocontainers.yaml ',
        'pod/twocontainers created',
        '$',
      ].join('\n'),
    )
  })

  test('Ctrl-C ends what runs, Ctrl-D the shell in a container', async ({ page }) => {
    const keyboard = page.locator('.xterm').getByRole('textbox')
    await page.getByRole('radio', { name: say.tenTimes }).click()
    await type(page, 'sleep 100000')
    await keyboard.press('Control+c')
    await type(page, CREATE)
    await expect(page.getByLabel('Pod twocontainers Running')).toBeVisible()
    await type(page, 'kubectl exec twocontainers -c shell -i -t -- bash')
    await expect(screenOf(page)).toContainText('[root@twocontainers /]#')
    await keyboard.press('Control+d')
    await expect(screenOf(page)).toHaveText(/exit\s*\$ *$/)
    expect(await terminalText(page, say)).toBe(
      [
        '$ sleep 100000',
        '^C',
        '$ kubectl create -f ./twocontainers.yaml',
        'pod/twocontainers created',
        '$ kubectl exec twocontainers -c shell -i -t -- bash',
        '[root@twocontainers /]# exit',
        '$',
      ].join('\n'),
    )
  })

  test('tells programs its size, and when it changes', async ({ page }) => {
    await type(page, 'stty size')
    await expect(screenOf(page)).toHaveText(/stty size\d+ \d+/)
    const line = page.getByRole('separator', { name: 'Width of Manifest' })
    for (let steps = 0; steps < 4; steps++) await line.press('ArrowLeft')
    await type(page, 'stty size')
    await expect(screenOf(page)).toHaveText(/(stty size\d+ \d+.*){2}/)
    const [before = [], after = []] = sizesIn(await terminalText(page, say))
    expect(after[0]).toBe(before[0])
    expect(after[1]).toBeGreaterThan(before[1] ?? 0)
  })

  test('gives Chinese characters two cells, in the line that is edited too', async ({ page }) => {
    const keyboard = page.locator('.xterm').getByRole('textbox')
    await keyboard.focus()
    await page.keyboard.insertText('echo 你好吗世')
    await keyboard.press('ArrowLeft')
    await keyboard.press('Backspace')
    await page.keyboard.insertText(' ')
    await keyboard.press('End')
    await page.keyboard.insertText('界')
    await expect(screenOf(page)).toHaveText('$ echo 你好 世界')
    await keyboard.press('Enter')
    await expect(screenOf(page)).toHaveText('$ echo 你好 世界你好 世界$ ')
  })
})

test('language and theme change, and nothing that was typed is lost', async ({ page }) => {
  const zh = words['zh-CN']
  await page.goto('/#/two-containers')
  await page.getByRole('textbox', { name: say.manifest }).press('ControlOrMeta+End')
  await page.keyboard.type('# mine')
  await type(page, 'echo one')
  const keyboard = page.locator('.xterm').getByRole('textbox')
  await keyboard.pressSequentially('echo tw')

  await page.getByRole('button', { name: '中文' }).click()
  await expect(page.getByRole('heading', { name: zh.steps.create })).toBeVisible()
  await page.getByRole('button', { name: /^主题.*跟随系统$/ }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await page.getByRole('button', { name: /^主题.*浅色$/ }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')

  await type(page, 'o')
  await expect(screenOf(page)).toHaveText('$ echo oneone$ echo twotwo$ ')
  expect(await manifestText(page, zh)).toMatch(/# mine$/)
})

function sizesIn(text: string): readonly (readonly number[])[] {
  return [...text.matchAll(/^(\d+) (\d+)$/gm)].map(([, rows, columns]) => [
    Number(rows),
    Number(columns),
  ])
}

async function seconds(page: Page): Promise<number> {
  const face = (await page.getByRole('timer').textContent()) ?? ''
  const [minutes = '', rest = ''] = face.replace('paused', '').split(':')
  return Number(minutes) * 60 + Number(rest)
}
