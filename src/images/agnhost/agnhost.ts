import type { Process, Run } from '#engine'
import { runCommand } from '../go/command.ts'
import type { FlagSpec } from '../go/flags.ts'
import { connect } from './connect.ts'
import { dnsServerList, dnsSuffix, etcHosts } from './dns.ts'
import { entrypointTester } from './entrypoint-tester.ts'
import { grpcHealthChecking } from './grpc-health-checking.ts'
import { guestbook } from './guestbook.ts'
import { liveness } from './liveness.ts'
import { logsGenerator } from './logs-generator.ts'
import { mounttest } from './mounttest.ts'
import { netexec } from './netexec.ts'
import { nonewprivs } from './nonewprivs.ts'
import { pause } from './pause.ts'
import { portForwardTester } from './port-forward-tester.ts'
import { porter } from './porter.ts'
import { serveHostname } from './serve-hostname.ts'
import { testWebserver } from './test-webserver.ts'

const MEMORY_BYTES = 12 * 2 ** 20

/** Logging flags that every subcommand takes; only what they are called matters here. */
const LOGGING: readonly FlagSpec[] = [
  {
    name: 'v',
    letter: 'v',
    kind: 'int',
    value: '0',
    usage: 'number for the log level verbosity',
  },
  {
    name: 'vmodule',
    kind: 'string',
    value: '',
    usage: 'comma-separated list of pattern=N settings for file-filtered logging',
  },
]

/** agnhost: many small servers and testers in one program, each a subcommand. */
export function agnhost(process: Process): Run {
  process.useMemory(MEMORY_BYTES)
  return runCommand(process, {
    name: 'app',
    version: '2.63',
    flags: LOGGING,
    commands: [
      connect,
      dnsServerList,
      dnsSuffix,
      entrypointTester,
      etcHosts,
      grpcHealthChecking,
      guestbook,
      liveness,
      logsGenerator,
      mounttest,
      netexec,
      nonewprivs,
      pause,
      portForwardTester,
      porter,
      serveHostname,
      testWebserver,
    ],
  })
}
