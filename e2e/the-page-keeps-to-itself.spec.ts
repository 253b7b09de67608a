import { expect, test } from '@playwright/test'

test('the page talks to its own host only, and breaks none of its own rules', async ({
  page,
  baseURL,
}) => {
  const requests: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))

  const response = await page.goto('/', { waitUntil: 'networkidle' })

  expect(response?.headers()['content-security-policy']).toContain("default-src 'none'")
  expect(response?.headers()['referrer-policy']).toBe('no-referrer')
  const isElsewhere = (url: string) =>
    !url.startsWith(`${String(baseURL)}/`) && !url.startsWith('data:')
  expect(requests.filter(isElsewhere)).toEqual([])
  expect(complaints).toEqual([])
})
