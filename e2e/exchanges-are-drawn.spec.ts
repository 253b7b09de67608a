import { expect, type Page, screenOf, test, type } from './page.ts'
import { words } from './words.ts'

const say = words.en
/** simpleservice listens on 9876; nobody listens on 9999. */
const CALLS = ['9876/info', '9999/', '9876/health']
const SISE = 'shell to sise 127.0.0.1:9876, by lo'
const NOBODY = 'shell to 127.0.0.1:9999, by lo'
const REFUSED = 'connection refused, after [::1]:9999 had refused'
const ANSWERED = 'answered, after [::1]:9876 had refused'

test.use({ locale: 'en' })

test('each exchange is drawn once, ends where it was answered or refused, and is told', async ({
  page,
}) => {
  await page.goto('/#/two-containers')
  await page.getByRole('radio', { name: say.tenTimes }).click()
  await type(page, 'kubectl create -f ./twocontainers.yaml')
  await expect(page.getByLabel('Container shell Running')).toBeVisible()
  await expect(page.getByLabel(/^Network .* sise listens on \*:9876/)).toBeVisible()
  await page.getByRole('radio', { name: '1 times as fast as life' }).click()
  await type(page, 'kubectl exec twocontainers -c shell -i -t -- bash')
  await expect(screenOf(page)).toContainText('[root@twocontainers /]#')
  await watchMarks(page)

  for (const [nth, call] of CALLS.entries()) {
    await type(page, `curl -s localhost:${call}`)
    await expect.poll(async () => (await watchedMarks(page)).length).toBe(nth + 1)
    await expect(page.locator('[data-exchange]')).toHaveCount(0)
  }
  expect(await watchedMarks(page)).toEqual([
    { outcome: 'answered', end: 'at sise' },
    { outcome: 'refused', end: 'on the network' },
    { outcome: 'answered', end: 'at sise' },
  ])

  await page.getByRole('button', { name: say.asText }).click()
  const told = page.getByRole('table', { name: `Exchanges (${CALLS.length})` }).getByRole('row')
  await expect(told).toHaveText([
    `${SISE}${ANSWERED}GET /health HTTP/1.1 → HTTP/1.1 200 OK`,
    `${NOBODY}${REFUSED}`,
    `${SISE}${ANSWERED}GET /info HTTP/1.1 → HTTP/1.1 200 OK`,
  ])
  // The service itself has written down as many as it answered.
  await type(page, 'exit')
  await type(page, 'kubectl logs twocontainers -c sise | grep -c "200 GET"')
  await expect(screenOf(page)).toHaveText(/grep -c "200 GET"\s*2\s*\$ *$/)
})

interface MarkSeen {
  outcome: string
  end: string
}

declare global {
  interface Window {
    marksSeen?: Map<string, MarkSeen>
  }
}

/** Takes down of every mark in the picture where it arrives and what becomes of it. */
async function watchMarks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = new Map<string, MarkSeen>()
    window.marksSeen = seen
    const placeOf = (mark: Element): string => {
      const { x, y } = mark.getBoundingClientRect()
      const isAt = (name: string) => {
        const box = document.querySelector(`[aria-label^="${name}"]`)?.getBoundingClientRect()
        if (box === undefined) return false
        return box.left <= x && x <= box.right && box.top <= y && y <= box.bottom + 1
      }
      if (isAt('Container sise')) return 'at sise'
      if (isAt('Container shell')) return 'at shell'
      return isAt('Network') ? 'on the network' : `${x}, ${y}`
    }
    new MutationObserver(() => {
      for (const mark of document.querySelectorAll<HTMLElement>('[data-exchange]')) {
        const { exchange = '', outcome = '', stage } = mark.dataset
        const before = seen.get(exchange)
        const end = before?.end ?? ''
        seen.set(exchange, { outcome, end: end === '' && stage === 'there' ? placeOf(mark) : end })
      }
    }).observe(document.body, { subtree: true, childList: true, attributes: true })
  })
}

async function watchedMarks(page: Page): Promise<readonly MarkSeen[]> {
  return page.evaluate(() => [...(window.marksSeen?.values() ?? [])])
}
