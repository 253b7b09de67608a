import { describe, expect, test } from 'vitest'
import type { Job, Pod } from '../../api/generated/types.ts'
import { type ClusterBench, startBench } from '../fixtures/cluster-bench.ts'
import { formatIndexes, parseIndexes } from './indexes.ts'

const JOBS = '/apis/batch/v1/namespaces/default/jobs'

const jobOf = (image: string, spec: object = {}, args: readonly string[] = []) => ({
  metadata: { name: 'work' },
  spec: {
    template: {
      spec: { restartPolicy: 'Never', containers: [{ name: 'app', image, args }] },
    },
    ...spec,
  },
})

function started(job: object): ClusterBench {
  const bench = startBench()
  bench.create(JOBS, job)
  return bench
}

function status(bench: ClusterBench) {
  return bench.get<Job>(`${JOBS}/work`)?.status
}

function conditions(bench: ClusterBench): readonly string[] {
  return (status(bench)?.conditions ?? []).map(
    (it) => `${it.type}=${it.status} ${it.reason ?? ''}: ${it.message ?? ''}`,
  )
}

function active(bench: ClusterBench): readonly Pod[] {
  return bench.pods().filter(({ status }) => ['Pending', 'Running'].includes(status.phase ?? ''))
}

/** The seconds at which Pods were created, since the first. */
function creations(bench: ClusterBench): readonly number[] {
  const times = bench.pods().map((pod) => Date.parse(pod.metadata.creationTimestamp ?? ''))
  return times.map((it) => (it - (times[0] ?? 0)) / 1000)
}

describe('a Job', () => {
  test('[C40] is complete when its Pod has succeeded', () => {
    const bench = started(jobOf('worker:1'))
    bench.advance(5_000)
    expect(status(bench)).toMatchObject({ active: 1, ready: 1, terminating: 0 })
    const [pod] = bench.pods()
    expect(pod?.metadata.name).toMatch(/^work-[a-z0-9]{5}$/)
    expect(pod?.metadata.finalizers).toEqual(['batch.kubernetes.io/job-tracking'])
    expect(pod?.metadata.labels).toMatchObject({
      'batch.kubernetes.io/job-name': 'work',
      'job-name': 'work',
    })
    bench.advance(15_000)
    expect(status(bench)).toMatchObject({ succeeded: 1, ready: 0, uncountedTerminatedPods: {} })
    expect(status(bench)?.active).toBeUndefined()
    const why = 'CompletionsReached: Reached expected number of succeeded pods'
    expect(conditions(bench)).toEqual([`SuccessCriteriaMet=True ${why}`, `Complete=True ${why}`])
    expect(bench.events('Job', 'work')).toEqual([
      `SuccessfulCreate Created pod: ${pod?.metadata.name ?? ''}`,
      'Completed Job completed',
    ])
    expect(bench.pods()[0]?.metadata.finalizers).toBeUndefined()
  })

  test('[C40] runs as many at a time as parallelism says, until completions are reached', () => {
    const bench = started(jobOf('worker:1', { completions: 5, parallelism: 2 }))
    const most: number[] = []
    for (let second = 0; second < 60; second++) {
      bench.advance(1000)
      most.push(active(bench).length)
    }
    expect(Math.max(...most)).toBe(2)
    expect(status(bench)?.succeeded).toBe(5)
    expect(bench.pods()).toHaveLength(5)
  })

  test('[C41] tries again after 10 s, 20 s, 40 s …, and gives up after backoffLimit', () => {
    const bench = started(jobOf('failing:1', { backoffLimit: 2 }))
    bench.advance(120_000)
    const why = 'BackoffLimitExceeded: Job has reached the specified backoff limit'
    expect(conditions(bench)).toEqual([`FailureTarget=True ${why}`, `Failed=True ${why}`])
    expect(status(bench)).toMatchObject({ failed: 3, ready: 0, terminating: 0 })
    const [, second = 0, third = 0] = creations(bench)
    expect(second).toBeGreaterThanOrEqual(10)
    expect(second).toBeLessThan(16)
    expect(third - second).toBeGreaterThanOrEqual(20)
    expect(third - second).toBeLessThan(26)
    expect(bench.events('Job', 'work').at(-1)).toBe(
      'BackoffLimitExceeded Job has reached the specified backoff limit',
    )
  })

  test('[C42] that is active for too long is ended with its Pods', () => {
    const bench = started(jobOf('server:1', { activeDeadlineSeconds: 20 }))
    bench.advance(19_000)
    expect(active(bench)).toHaveLength(1)
    bench.advance(30_000)
    const why = 'DeadlineExceeded: Job was active longer than specified deadline'
    expect(conditions(bench)).toEqual([`FailureTarget=True ${why}`, `Failed=True ${why}`])
    expect(bench.pods()).toEqual([])
    expect(status(bench)).toMatchObject({ failed: 1 })
  })

  test('[C43] that is suspended has no Pods, and begins its time anew when it goes on', () => {
    const bench = started(jobOf('worker:1', { suspend: true }))
    bench.advance(5_000)
    expect(bench.pods()).toEqual([])
    expect(status(bench)?.startTime).toBeUndefined()
    bench.patch(`${JOBS}/work`, { spec: { suspend: false } })
    bench.advance(5_000)
    bench.patch(`${JOBS}/work`, { spec: { suspend: true } })
    bench.advance(40_000)
    expect(active(bench)).toEqual([])
    expect(status(bench)?.failed).toBeUndefined()
    bench.patch(`${JOBS}/work`, { spec: { suspend: false } })
    bench.advance(30_000)
    expect(status(bench)?.succeeded).toBe(1)
    expect(conditions(bench)[0]).toBe('Suspended=False JobResumed: Job resumed')
  })

  test('[C44] fails at once at an exit code that its policy names, and counts none that it ignores', () => {
    const onExitCodes = (values: readonly number[]) => ({ operator: 'In', values })
    const rules = [{ action: 'FailJob', onExitCodes: onExitCodes([42]) }]
    const bench = started(jobOf('failing:1', { podFailurePolicy: { rules } }, ['42']))
    bench.advance(20_000)
    const { name = '' } = bench.pods()[0]?.metadata ?? {}
    const why = `PodFailurePolicy: Container app for pod default/${name} failed with exit code 42 matching FailJob rule at index 0`
    expect(conditions(bench)).toEqual([`FailureTarget=True ${why}`, `Failed=True ${why}`])
    const ignoring = startBench()
    const ignore = [{ action: 'Ignore', onExitCodes: onExitCodes([7]) }]
    const spec = { backoffLimit: 0, podFailurePolicy: { rules: ignore } }
    ignoring.create(JOBS, jobOf('failing:1', spec, ['7']))
    ignoring.advance(20_000)
    expect(ignoring.pods().length).toBeGreaterThan(1)
    expect(status(ignoring)?.failed).toBeUndefined()
  })

  test('[C45] that is indexed runs each index once, and knows which are done', () => {
    const spec = { completionMode: 'Indexed', completions: 3, parallelism: 2 }
    const bench = started(jobOf('worker:1', spec))
    bench.advance(5_000)
    const [first] = bench.pods()
    expect(first?.metadata.name).toMatch(/^work-[01]-[a-z0-9]{5}$/)
    expect(first?.spec.hostname).toMatch(/^work-[01]$/)
    bench.advance(40_000)
    expect(status(bench)).toMatchObject({ succeeded: 3, completedIndexes: '0-2' })
    expect(bench.pods()).toHaveLength(3)
  })

  test('[C46] goes ttlSecondsAfterFinished after its end, with its Pods', () => {
    const bench = started(jobOf('worker:1', { ttlSecondsAfterFinished: 30 }))
    bench.advance(30_000)
    expect(status(bench)?.succeeded).toBe(1)
    bench.advance(30_000)
    expect(bench.get(`${JOBS}/work`)).toBeUndefined()
    expect(bench.pods()).toEqual([])
  })

  test('[C4] goes with its namespace, and so do its Pods', () => {
    const bench = startBench()
    bench.create('/api/v1/namespaces', { metadata: { name: 'shop' } })
    bench.advance(1000)
    bench.create('/apis/batch/v1/namespaces/shop/jobs', jobOf('server:1'))
    bench.advance(5_000)
    expect(bench.list('/api/v1/namespaces/shop/pods')).toHaveLength(1)
    bench.delete('/api/v1/namespaces/shop')
    bench.advance(15_000)
    expect(bench.get('/api/v1/namespaces/shop')).toBeUndefined()
    expect(bench.list('/api/v1/namespaces/shop/pods')).toEqual([])
  })

  test('[C30] that is deleted in the background takes its Pods along, though they were tracked', () => {
    const bench = started(jobOf('server:1'))
    bench.advance(5_000)
    bench.delete(`${JOBS}/work`, { propagationPolicy: 'Background' })
    bench.advance(10_000)
    expect(bench.pods()).toEqual([])
  })
})

test.each([
  ['', []],
  ['0', [0]],
  ['0,1', [0, 1]],
  ['0-2,4', [0, 1, 2, 4]],
])('the indexes %j are %j', (text, indexes) => {
  expect([...parseIndexes(text)]).toEqual(indexes)
  expect(formatIndexes(new Set(indexes))).toBe(text)
})
