import { writeFileSync } from 'node:fs'
import { build } from 'vite'
import { expect, test } from './page.ts'

type Story = typeof import('./same-bytes/story.ts')

test('one script has the same history in Node and in the browser, to the last byte', async ({
  page,
}, info) => {
  const code = await bundle()
  const file = info.outputPath('story.mjs')
  writeFileSync(file, code)
  const inNode = await ((await import(file)) as Story).play()

  await page.route('**/story.mjs', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: code }),
  )
  await page.goto('/')
  const inBrowser = await page.evaluate(async () => {
    const path = '/story.mjs'
    return ((await import(path)) as Story).play()
  })
  expect(inBrowser).toEqual(inNode)
  expect(inNode.facts).toBeGreaterThan(1000)
})

/** The story and all that it needs as one module, so that both run the same code. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'es2023',
      lib: { entry: 'e2e/same-bytes/story.ts', formats: ['es'] },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })
  const [output] = Array.isArray(built) ? built : [built]
  if (!('output' in output)) throw new Error('the story was not built')
  return output.output[0].code
}
