import { test as base, expect, type Page } from '@playwright/test'
import type { Words } from './words.ts'

export { expect, type Page } from '@playwright/test'

/**
 * Every test also watches that the page asks no other host, keeps to its own security policy, and
 * complains of nothing.
 */
export const test = base.extend<{ readonly complaints: string[] }>({
  complaints: [
    async ({ page, baseURL }, use) => {
      const complaints: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`console: ${message.text()}`)
      })
      page.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`))
      page.on('request', (request) => {
        const { protocol, origin } = new URL(request.url())
        if (protocol !== 'data:' && protocol !== 'blob:' && origin !== baseURL)
          complaints.push(`asked ${request.url()}`)
      })
      await use(complaints)
      expect(complaints).toEqual([])
    },
    { auto: true },
  ],
  permissions: ['clipboard-read', 'clipboard-write'],
})

/** The rows that the terminal shows now; the screen itself is hidden from roles and names. */
export function screenOf(page: Page) {
  return page.locator('.xterm-rows')
}

/** After what a command has printed: the shell waits for the next one. */
export async function promptIsBack(page: Page): Promise<void> {
  await expect(screenOf(page)).toHaveText(/[$#]\s*$/)
}

/** All that the terminal has printed, as its own button copies it. */
export async function terminalText(page: Page, say: Words): Promise<string> {
  await page.getByRole('button', { name: say.copy }).click()
  await expect(page.getByRole('button', { name: say.copied })).toBeVisible()
  return page.evaluate(() => navigator.clipboard.readText())
}

/** Clicks a command in the lesson's text. */
export async function run(page: Page, say: Words, command: string): Promise<void> {
  await page
    .getByRole('button', { name: say.run(command), exact: true })
    .first()
    .click()
}

/** Types a line on the terminal's keyboard. */
export async function type(page: Page, line: string): Promise<void> {
  const keyboard = page.locator('.xterm').getByRole('textbox')
  await keyboard.pressSequentially(line)
  await keyboard.press('Enter')
}

/** Each step of the first lesson has one goal. */
export async function stepIsDone(page: Page, say: Words): Promise<void> {
  await expect(page.getByRole('img', { name: say.met, exact: true })).toBeVisible()
  await expect(page.getByRole('region', { name: say.seen })).toBeVisible()
}

/** The manifest in whichever editor shows it, by copying all of it. */
export async function manifestText(
  page: Page,
  say: { readonly manifest: string },
): Promise<string> {
  const manifest = page.getByRole('textbox', { name: say.manifest })
  await manifest.press('ControlOrMeta+a')
  await manifest.press('ControlOrMeta+c')
  return page.evaluate(() => navigator.clipboard.readText())
}

/**
 * Writes a manifest in place of the one that is there, by pasting it into whichever editor. One
 * editor may give way to the other meanwhile: then it is written once more.
 */
export async function replaceManifest(
  page: Page,
  say: { readonly manifest: string },
  text: string,
): Promise<void> {
  const manifest = page.getByRole('textbox', { name: say.manifest })
  await expect(async () => {
    await page.evaluate((it) => navigator.clipboard.writeText(it), text)
    await manifest.press('ControlOrMeta+a')
    await manifest.press('Delete')
    await manifest.press('ControlOrMeta+v')
    // Of an empty text there is nothing to copy.
    if (text !== '') expect(await manifestText(page, say)).toBe(text)
  }).toPass()
}
