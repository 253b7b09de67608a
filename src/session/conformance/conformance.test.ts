import { describe, expect, test } from 'vitest'
import { conduct, mutated } from './conduct.ts'
import { downwardScenarios } from './scenarios/downward.ts'
import { emptyDirScenarios } from './scenarios/empty-dir.ts'
import { environmentScenarios } from './scenarios/environment.ts'
import { kubeletScenarios } from './scenarios/kubelet.ts'
import { lifecycleScenarios } from './scenarios/lifecycle.ts'
import { podScenarios } from './scenarios/pods.ts'
import { resizeScenarios } from './scenarios/resize.ts'
import { securityScenarios } from './scenarios/security.ts'
import { surroundingsScenarios } from './scenarios/surroundings.ts'
import { subPathScenarios, volumeScenarios } from './scenarios/volumes.ts'

const scenarios = [
  ...podScenarios,
  ...lifecycleScenarios,
  ...kubeletScenarios,
  ...environmentScenarios,
  ...resizeScenarios,
  ...securityScenarios,
  ...surroundingsScenarios,
  ...emptyDirScenarios,
  ...volumeScenarios,
  ...subPathScenarios,
  ...downwardScenarios,
]

test('there is a scenario for most of what conformance.yaml says about Pods', () => {
  expect(scenarios.length).toBeGreaterThanOrEqual(150)
})

describe.each(scenarios)('$title', (scenario) => {
  test('conforms', () => {
    expect(conduct(scenario)).toEqual([])
  })

  test('does not conform when its manifest is another', () => {
    expect(conduct(mutated(scenario))).not.toEqual([])
  })
})
