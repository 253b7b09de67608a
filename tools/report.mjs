// Reads what the test runners wrote and counts it.

/** @typedef {{ passed: number, failed: number, skipped: string[] }} Tally */

/** @typedef {{ fullName: string, status: string }} VitestCase */
/** @typedef {{ name: string, status: string, assertionResults: VitestCase[] }} VitestFile */

/**
 * A file that could not be loaded has no cases, and counts as one failure.
 * @param {{ testResults: VitestFile[] }} report as Vitest's JSON reporter writes it
 * @returns {Tally}
 */
export function tallyVitest(report) {
  const cases = report.testResults.flatMap((file) => file.assertionResults)
  const isBroken = (/** @type {VitestFile} */ file) =>
    file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')
  return {
    passed: cases.filter(({ status }) => status === 'passed').length,
    failed:
      cases.filter(({ status }) => status === 'failed').length +
      report.testResults.filter(isBroken).length,
    skipped: cases
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName }) => fullName),
  }
}

/** @typedef {{ title: string, tests: { status: string }[] }} PlaywrightSpec */
/** @typedef {{ title: string, specs: PlaywrightSpec[], suites?: PlaywrightSuite[] }} PlaywrightSuite */

/**
 * An error outside any test, such as a server that does not start, counts as one failure.
 * @param {{ suites: PlaywrightSuite[], errors: unknown[] }} report as Playwright's JSON reporter writes it
 * @returns {Tally}
 */
export function tallyPlaywright(report) {
  const specs = report.suites.flatMap(specsOf)
  const statuses = specs.flatMap(({ tests }) => tests.map(({ status }) => status))
  return {
    passed: statuses.filter((status) => status === 'expected' || status === 'flaky').length,
    failed: statuses.filter((status) => status === 'unexpected').length + report.errors.length,
    skipped: specs
      .filter(({ tests }) => tests.some(({ status }) => status === 'skipped'))
      .map(({ title }) => title),
  }
}

/**
 * @param {PlaywrightSuite} suite
 * @returns {PlaywrightSpec[]}
 */
function specsOf(suite) {
  return [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)]
}
