import { type RuntimeBench, runtimeBench } from '#engine'
import { expect, test } from 'vitest'
import { matchesTag } from './config.ts'
import { fluentdImage } from './image.ts'

const withoutTime = (line: string): string => line.replace(/\d{4}-\d\d-\d\d [\d:.]+ \+0000/, 'TIME')

function started(conf?: string): readonly [RuntimeBench, string] {
  const image =
    conf === undefined
      ? fluentdImage
      : {
          ...fluentdImage,
          files: new Map([
            ...fluentdImage.files,
            ['/fluentd/etc/fluent.conf', { text: conf }] as const,
          ]),
        }
  const it = runtimeBench([image])
  const id = it.run({ sandbox: it.sandbox(), image: 'fluent/fluentd:v1.16' })
  it.clock.advanceBy(3000)
  return [it, id]
}

test('it tells what it was set up for, follows what is written, and ends when asked', () => {
  const [it, id] = started()
  it.exec(id, [
    'sh',
    '-c',
    'echo one >> /fluentd/log/a.log; printf "two\\nthr" >> /fluentd/log/a.log',
  ])
  it.clock.advanceBy(2000)
  it.exec(id, ['sh', '-c', 'echo ee >> /fluentd/log/a.log'])
  it.clock.advanceBy(2000)
  it.ask('stopContainer', { container: id, graceSeconds: 30 })
  expect(it.logOf(id).map(withoutTime)).toEqual([
    'stdout TIME [info]: starting fluentd-1.16.2 pid=1 ruby="3.2.2"',
    'stdout TIME [info]: adding match pattern="**" type="stdout"',
    'stdout TIME [info]: adding source type="tail"',
    'stdout TIME [info]: #0 fluentd worker is now running worker=0',
    'stdout TIME [info]: #0 following tail of /fluentd/log/a.log',
    'stdout TIME app: {"message":"one"}',
    'stdout TIME app: {"message":"two"}',
    'stdout TIME app: {"message":"three"}',
    'stdout TIME [info]: Received graceful stop',
    'stdout TIME [info]: #0 fluentd worker is now stopping worker=0',
    'stdout TIME [info]: Worker 0 finished with status 0',
    '(end)',
  ])
  expect(it.events.findLast(({ kind }) => kind === 'exited')).toMatchObject({ code: 0 })
})

test('lines of JSON keep their fields, and can be written as nothing else', () => {
  const [it, id] = started(`
<source>
  @type tail
  path /tmp/*.log
  tag web.access
  <parse>
    @type json
  </parse>
</source>
<match web.*>
  @type stdout
  <format>
    @type json
  </format>
</match>
`)
  it.exec(id, ['sh', '-c', `echo '{"code":200}' > /tmp/x.log`])
  it.clock.advanceBy(2000)
  expect(it.logOf(id).at(-1)).toBe('stdout {"code":200}')
})

test.each([
  ['<source>\n@type tail\ntag a\n</source>\n', "'path' parameter is required"],
  [
    '<source>\n@type forward\n</source>\n',
    "Unknown input plugin 'forward'. Run 'gem search -rd fluent-plugin' to find plugins",
  ],
  ['<source>\n@type tail\n', 'expected end of section <source>'],
  ['<filter **>\n@type grep\n</filter>\n', '<filter> is not simulated'],
])('%j is refused', (conf, why) => {
  const [it, id] = started(conf)
  expect(it.logOf(id).map(withoutTime)).toEqual([
    `stdout TIME [error]: config error file="/fluentd/etc/fluent.conf" error_class=Fluent::ConfigError error="${why}"`,
    '(end)',
  ])
  expect(it.events.findLast(({ kind }) => kind === 'exited')).toMatchObject({ code: 1 })
})

test.each([
  ['**', 'a.b.c', true],
  ['a.*', 'a.b', true],
  ['a.*', 'a.b.c', false],
  ['a.**', 'a.b.c', true],
  ['b.** a.b', 'a.b', true],
  ['b', 'a', false],
])('the pattern %s fits the tag %s: %s', (pattern, tag, fits) => {
  expect(matchesTag(pattern, tag)).toBe(fits)
})
