import {
  expect,
  type Page,
  promptIsBack,
  run,
  screenOf,
  stepIsDone,
  terminalText,
  test,
  type,
} from './page.ts'
import { type Words, words } from './words.ts'

/** Apart from AGE, the one thing that depends on how fast the learner is. */
const transcript = `$ kubectl create -f ./twocontainers.yaml
pod/twocontainers created
$ kubectl get pods
NAME            READY   STATUS    RESTARTS   AGE
twocontainers   2/2     Running   0          AGE
$ kubectl create -f ./twocontainers.yaml
Error from server (AlreadyExists): error when creating "./twocontainers.yaml": pods "twocontainers" already exists
$ kubectl apply -f ./twocontainers.yaml
Warning: resource pods/twocontainers is missing the kubectl.kubernetes.io/last-applied-configuration annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.
pod/twocontainers configured
$ kubectl exec twocontainers -c shell -i -t -- bash
[root@twocontainers /]# curl -s localhost:9876/info
{"host": "localhost:9876", "version": "0.5.0", "from": "127.0.0.1"}[root@twocontainers /]#`

const learners = [
  { language: 'en', how: 'clicking the commands in the text', guess: 'sise' },
  { language: 'zh-CN', how: 'typing them into the terminal', guess: 'nobody' },
] as const

for (const { language, how, guess } of learners)
  test.describe(language, () => {
    test.use({ locale: language })

    test(`a learner finishes the first lesson by ${how}`, async ({ page }) => {
      const say = words[language]
      const enter = (command: string) =>
        language === 'en' ? run(page, say, command) : type(page, command)
      await page.goto('/#/two-containers')
      await page.getByRole('radio', { name: say.tenTimes }).click()

      await begins(page, say.steps.create)
      await enter('kubectl create -f ./twocontainers.yaml')
      await stepIsDone(page, say)
      await promptIsBack(page)
      await page.getByRole('button', { name: say.next }).click()

      await begins(page, say.steps.look)
      await predict(page, say.oneAddress)
      await containersRun(page, say)
      await enter('kubectl get pods')
      await stepIsDone(page, say)
      await promptIsBack(page)
      await page.getByRole('button', { name: say.next }).click()

      await begins(page, say.steps.again)
      await enter('kubectl create -f ./twocontainers.yaml')
      await expect(screenOf(page)).toContainText('AlreadyExists')
      await promptIsBack(page)
      await enter('kubectl apply -f ./twocontainers.yaml')
      await stepIsDone(page, say)
      await promptIsBack(page)
      await page.getByRole('button', { name: say.next }).click()

      await begins(page, say.steps.ask)
      await predict(page, say[guess])
      await enter('kubectl exec twocontainers -c shell -i -t -- bash')
      await expect(screenOf(page)).toContainText('[root@twocontainers /]#')
      await enter('curl -s localhost:9876/info')
      await stepIsDone(page, say)
      await expect(page.getByText(say.finished)).toBeVisible()
      await expect(page.getByRole('region', { name: say.remember })).toBeVisible()

      await promptIsBack(page)
      const printed = await terminalText(page, say)
      expect(printed.replace(/\d+s$/m, 'AGE')).toBe(transcript)
      await exchangeIsDrawn(page, say)
    })
  })

async function begins(page: Page, step: string): Promise<void> {
  await expect(page.getByRole('heading', { name: step, exact: true })).toBeVisible()
}

async function predict(page: Page, [option, reply]: readonly [string, string]): Promise<void> {
  await page.getByRole('radio', { name: option }).check()
  await expect(page.getByText(reply)).toBeVisible()
}

async function containersRun(page: Page, say: Words): Promise<void> {
  for (const name of ['sise', 'shell'])
    await expect(page.getByLabel(`${say.container} ${name} ${say.running}`)).toBeVisible()
}

async function exchangeIsDrawn(page: Page, say: Words): Promise<void> {
  await page.getByRole('button', { name: say.asText }).click()
  const row = page.getByRole('row', { name: say.exchange })
  await expect(row.getByRole('cell')).toHaveText([
    say.exchange,
    say.answered,
    'GET /info HTTP/1.1 → HTTP/1.1 200 OK',
  ])
}
