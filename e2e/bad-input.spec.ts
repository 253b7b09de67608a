import { expect, type Page, replaceManifest, screenOf, terminalText, test } from './page.ts'
import { words } from './words.ts'

const say = words.en
const APPLY = '$ kubectl apply -f ./twocontainers.yaml'

const podWith = (container: string, name = 'web') =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n${container}`

const NINE_TIMES_NINE = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
  .map((name, index, names) => {
    const item = index === 0 ? 'x' : `*${names[index - 1] ?? ''}`
    return `${name}: &${name} [${Array.from({ length: 9 }, () => item).join(', ')}]\n`
  })
  .join('')

const mistakes = [
  {
    what: 'broken YAML',
    text: 'kind: Pod\nmetadata: {name: web\nspec:\n  containers: [\n',
    problem: "Line 3did not find expected ',' or '}'",
    answer:
      'error: error parsing ./twocontainers.yaml: error converting YAML to JSON: ' +
      "yaml: line 2: did not find expected ',' or '}'",
  },
  {
    what: 'a tab',
    text: 'kind: Pod\nmetadata:\n\tname: web\n',
    problem: 'Line 3found character that cannot start any token',
    answer:
      'error: error parsing ./twocontainers.yaml: error converting YAML to JSON: ' +
      'yaml: line 3: found character that cannot start any token',
  },
  {
    what: 'an unknown field',
    text: podWith('    - name: a\n      image: nginx\n      imagee: nginx\n'),
    problem: 'Line 9unknown field "spec.containers[0].imagee"',
    answer:
      'Error from server (BadRequest): error when creating "./twocontainers.yaml": Pod in version ' +
      '"v1" cannot be handled as a Pod: strict decoding error: unknown field ' +
      '"spec.containers[0].imagee"',
  },
  {
    what: 'a field that stands there twice, which kubectl takes without a word',
    text: podWith('    - name: a\n      name: b\n      image: nginx\n'),
    problem: 'Line 8key "name" already set in map',
    answer: 'pod/web created',
  },
  {
    what: 'a container without an image',
    text: podWith('    - name: a\n'),
    problem: 'Line 7spec.containers[0].image: Required value',
    answer: 'The Pod "web" is invalid: spec.containers[0].image: Required value',
  },
  {
    what: 'aliases that would grow to forty million values',
    text: NINE_TIMES_NINE,
    problem: 'Line 1document contains excessive aliasing',
    answer:
      'error: error parsing ./twocontainers.yaml: error converting YAML to JSON: ' +
      'yaml: document contains excessive aliasing',
  },
  {
    what: 'an empty file',
    text: '',
    problem: 'No problems found',
    answer: 'error: no objects passed to apply',
  },
  {
    what: 'a megabyte of text',
    text: podWith('    - name: a\n      image: nginx\n') + `# ${'x'.repeat(98)}\n`.repeat(10_000),
    problem: 'Too long to check while you type',
    answer: 'pod/web created',
  },
]

test.use({ locale: 'en' })

test.describe('in the light editor', () => {
  // Narrow screens keep it.
  test.use({ viewport: { width: 1000, height: 800 } })

  for (const { what, text, problem, answer } of mistakes)
    test(`${what}: said at its place, answered by kubectl, kept over a reload`, async ({
      page,
    }) => {
      await page.goto('/#/two-containers')
      await page.getByRole('tab', { name: 'YAML' }).click()
      const manifest = page.getByRole('textbox', { name: say.manifest })
      await replaceManifest(page, say, text)
      const problems = page.getByRole('status', { name: say.findings })
      await expect(problems).toHaveText(problem)

      await page.getByRole('button', { name: say.apply }).click()
      await promptIsBack(page)
      expect(await terminalText(page, say)).toBe(`${APPLY}\n${answer}\n$`)

      await page.reload()
      await page.getByRole('tab', { name: 'YAML' }).click()
      await expect(manifest).toHaveValue(text)
    })

  test('two documents in one file create two Pods', async ({ page }) => {
    const container = '    - name: a\n      image: nginx\n'
    await page.goto('/#/two-containers')
    await page.getByRole('tab', { name: 'YAML' }).click()
    await replaceManifest(
      page,
      say,
      `${podWith(container, 'one')}---\n${podWith(container, 'two')}`,
    )
    await page.getByRole('button', { name: say.apply }).click()
    await promptIsBack(page)
    expect(await terminalText(page, say)).toBe(`${APPLY}\npod/one created\npod/two created\n$`)
    await page.getByRole('tab', { name: 'Pod' }).click()
    await expect(page.getByLabel('Pod one Running')).toBeVisible()
    await expect(page.getByLabel('Pod two Running')).toBeVisible()
  })

  test('an image that nobody has: the diagram says why the container waits', async ({ page }) => {
    await page.goto('/#/two-containers')
    await page.getByRole('tab', { name: 'YAML' }).click()
    await replaceManifest(page, say, podWith('    - name: a\n      image: no-such-image:1\n'))
    await page.getByRole('button', { name: say.apply }).click()
    await page.getByRole('tab', { name: 'Pod' }).click()
    await page.getByLabel(/^Container a Waiting, (ErrImagePull|ImagePullBackOff)/).press('Enter')
    await expect(page.getByRole('region', { name: 'a', exact: true })).toContainText(
      'no-such-image:1',
    )
  })
})

test('the large editor underlines the place, and a click on Apply still works', async ({
  page,
}) => {
  await page.goto('/#/two-containers')
  const large = page.locator('.monaco-editor')
  await expect(large).toBeVisible()
  await replaceManifest(
    page,
    say,
    podWith('    - name: a\n      image: nginx\n      imagee: nginx\n'),
  )
  await expect(page.getByText('unknown field "spec.containers[0].imagee"')).toBeVisible()
  await expect(large.locator('.squiggly-error')).toHaveCount(1)

  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(screenOf(page)).toContainText('strict decoding error')
})

async function promptIsBack(page: Page): Promise<void> {
  await expect(screenOf(page)).toHaveText(/apply -f \.\/twocontainers\.yaml.+\$\s*$/s)
}
