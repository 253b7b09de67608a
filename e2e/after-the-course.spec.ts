import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { lessonsIn } from './lessons.ts'
import { expect, test } from './page.ts'

const CHAPTER = '1-immutable-infrastructure'
const FIRST = `${CHAPTER}/01-two-containers/twocontainers.yaml`
const FIRST_AT_HOME = `lessons/${FIRST.replace('/twocontainers', '/start/twocontainers')}`

for (const [language, after, finished, download, colorScheme] of [
  ['en', 'After the course', 'finished', 'Download the manifests', 'light'],
  ['zh-CN', '学完之后', '已学完', '下载清单', 'dark'],
] as const)
  test.describe(language, () => {
    test.use({ locale: language, colorScheme })

    test('a page says what one can do now, and gives the manifests for a real cluster', async ({
      page,
    }) => {
      await page.goto('/')
      await page.getByRole('link', { name: after }).click()
      await expect(page.getByRole('heading', { name: after })).toBeVisible()
      const chapters = page.getByRole('heading', { level: 4 })
      await expect(chapters.filter({ hasText: finished })).toHaveCount(0)
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html ?? ''}`)).toEqual([])

      const downloading = page.waitForEvent('download')
      await page.getByRole('button', { name: download }).click()
      const saved = await downloading
      expect(saved.suggestedFilename()).toBe('glasspod-manifests.zip')
      const archive = readFileSync(await saved.path(), 'latin1')
      expect(archive.startsWith('PK')).toBe(true)
      for (const path of ['kind.yaml', FIRST, 'gallery/sidecar.yaml'])
        expect(archive).toContain(`glasspod/${path}`)
      expect(archive).toContain(readFileSync(FIRST_AT_HOME, 'latin1'))
    })

    test('a chapter whose lessons are all finished is ticked', async ({ page }) => {
      await page.addInitScript(
        (lessons) => {
          for (const { id, steps } of lessons)
            localStorage.setItem(
              `glasspod/progress/${id}`,
              JSON.stringify({
                step: '',
                predictions: {},
                hints: {},
                done: steps.map((it) => it.id),
              }),
            )
        },
        lessonsIn(`lessons/${CHAPTER}`),
      )
      await page.goto('/#/after')
      await expect(
        page.getByRole('heading', { level: 4 }).filter({ hasText: finished }),
      ).toHaveCount(1)
    })
  })
