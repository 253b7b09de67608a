import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, replaceManifest, run, stepIsDone, test } from './page.ts'
import { words } from './words.ts'

const CREATE = 'kubectl create -f ./twocontainers.yaml'

for (const [language, colorScheme] of [
  ['en', 'light'],
  ['zh-CN', 'dark'],
] as const)
  test.describe(`${language}, ${colorScheme}`, () => {
    test.use({ locale: language, colorScheme, reducedMotion: 'reduce' })

    test('no rule of accessibility is broken, before, in and after the first step', async ({
      page,
    }) => {
      const say = words[language]
      await page.goto('/#/two-containers')
      await expect(page.locator('.monaco-editor')).toBeVisible()
      expect(await broken(page)).toEqual([])

      await page.getByRole('radio', { name: say.tenTimes }).click()
      await run(page, say, CREATE)
      await stepIsDone(page, say)
      const sise = page.getByLabel(`${say.container} sise ${say.running}`)
      await sise.press('Enter')
      await expect(page.getByRole('region', { name: 'sise' })).toBeVisible()
      expect(await broken(page)).toEqual([])

      await replaceManifest(page, say, 'kind: Pod\napiVersion: v1\nunknown: field\n')
      await expect(page.getByText('unknown field "unknown"')).toBeVisible()
      await page.getByRole('button', { name: say.asText }).click()
      await page.getByRole('button', { name: say.next }).click()
      await page.getByRole('radio', { name: say.oneAddress[0] }).check()
      expect(await broken(page)).toEqual([])
    })
  })

test.describe('without a mouse', () => {
  test.use({ locale: 'en' })

  test('a step is done by keyboard alone, and focus goes where the eye should', async ({
    page,
  }) => {
    const say = words.en
    await page.goto('/#/two-containers')
    await expect(page.getByRole('heading', { name: say.steps.create })).toBeVisible()
    await tabTo(page, say.run(CREATE))
    await page.keyboard.press('Enter')
    await stepIsDone(page, say)
    await tabTo(page, say.next)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: say.steps.look })).toBeVisible()
    await tabTo(page, say.run('kubectl get pods'))
    await page.keyboard.press('Enter')
    await expect(page.locator('.xterm-rows')).toContainText('READY')

    const prediction = page.getByRole('radio', { name: say.oneAddress[0] })
    await tabTo(page, 'Two, one for each container')
    await page.keyboard.press('ArrowDown')
    await expect(prediction).toBeChecked()
    await expect(page.getByText(say.oneAddress[1])).toBeVisible()
  })

  test('a part of the picture opens by keyboard, and closes with Escape', async ({ page }) => {
    await page.goto('/#/two-containers')
    await page.getByLabel(/^Container sise/).focus()
    await page.keyboard.press('Enter')
    const opened = page.getByRole('region', { name: 'sise' })
    await expect(opened).toContainText('quay.io/openshiftlabs/simpleservice:0.5.0')
    await opened.getByRole('button', { name: 'Close' }).focus()
    await page.keyboard.press('Escape')
    await expect(opened).toBeHidden()
  })

  test('the text says all that the picture says', async ({ page }) => {
    const say = words.en
    await page.goto('/#/two-containers')
    await page.getByRole('radio', { name: say.tenTimes }).click()
    await run(page, say, CREATE)
    await expect(page.getByLabel('Container sise Running')).toBeVisible()
    await expect(page.getByLabel('Container shell Running')).toBeVisible()
    await page.getByRole('button', { name: 'Pause time' }).click()
    const drawn = await wordsIn(page.locator('.react-flow__node').allInnerTexts())
    expect(drawn.length).toBeGreaterThan(15)

    await page.getByRole('button', { name: say.asText }).click()
    const told = await page.getByRole('table', { name: 'The cluster' }).innerText()
    expect(drawn.filter((word) => !told.includes(word))).toEqual([])
  })
})

async function broken(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target.map(String).join(' ')} ${html.slice(0, 80)}`),
  )
}

/** Presses Tab until a control of this name has the focus, as one does; a page's worth at most. */
async function tabTo(page: Page, name: string): Promise<void> {
  const wanted = page.locator(':focus').and(page.getByText(name).or(page.getByLabel(name)))
  for (let presses = 0; presses < 40; presses++) {
    if ((await wanted.count()) > 0) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reaches ${name}`)
}

/** Ages may go on between two looks. */
async function wordsIn(texts: Promise<readonly string[]>): Promise<readonly string[]> {
  return (await texts)
    .flatMap((text) => text.split(/\s+|·/))
    .filter((word) => word !== '' && !/^\d+s$/.test(word))
}
