import { type Process, type Run, work, write } from '#engine'
import { resolve } from '../resolver/resolve.ts'

const START_US = 250_000
const MIRRORS = 'mirrorlist.centos.org'
const URL = `http://${MIRRORS}/?release=7&arch=x86_64&repo=os&infra=container`

const COMMANDS = ['install', 'update', 'upgrade', 'makecache', 'search', 'info', 'list', 'repolist']

const USAGE = `Loaded plugins: fastestmirror, ovl
You need to give some command
Usage: yum [options] COMMAND

List of Commands:

check          Check for problems in the rpmdb
info           Display details about a package or group of packages
install        Install a package or packages on your system
list           List a package or groups of packages
makecache      Generate the metadata cache
repolist       Display the configured software repositories
search         Search package details for the given string
update         Update a package or packages on your system
`

/** yum of CentOS 7: the list of its mirrors has been gone since the release ended in June 2024. */
export function* yum(process: Process): Run {
  yield* work(START_US)
  const words = process.argv.slice(1).filter((word) => !word.startsWith('-'))
  const [command, ...operands] = words
  if (command === undefined) {
    yield* write(process, 2, USAGE)
    return 1
  }
  yield* write(process, 1, 'Loaded plugins: fastestmirror, ovl\n')
  if (!COMMANDS.includes(command)) {
    yield* write(process, 1, `No such command: ${command}. Please use /usr/bin/yum --help\n`)
    return 1
  }
  if (process.credentials.uid !== 0 && command !== 'list') {
    yield* write(process, 2, 'You need to be root to perform this command.\n')
    return 1
  }
  if (command === 'install' && operands.length === 0) {
    yield* write(process, 1, 'Error: Need to pass a list of pkgs to install\n')
    return 1
  }
  if (command === 'install') yield* write(process, 1, 'Determining fastest mirrors\n')
  return yield* failToFindMirrors(process)
}

function* failToFindMirrors(process: Process): Run {
  yield* resolve(process, MIRRORS)
  const tried = `Could not retrieve mirrorlist ${URL} error was\n`
  const why = `14: curl#6 - "Could not resolve host: ${MIRRORS}; Unknown error"\n`
  yield* write(process, 2, tried + why + ADVICE)
  return 1
}

const ADVICE = `

 One of the configured repositories failed (Unknown),
 and yum doesn't have enough cached data to continue. At this point the only
 safe thing yum can do is fail. There are a few ways to work "fix" this:

     1. Contact the upstream for the repository and get them to fix the problem.

     2. Reconfigure the baseurl/etc. for the repository, to point to a working
        upstream. This is most often useful if you are using a newer
        distribution release than is supported by the repository (and the
        packages for the previous distribution release still work).

     3. Run the command with the repository temporarily disabled
            yum --disablerepo=<repoid> ...

     4. Disable the repository permanently, so yum won't use it by default. Yum
        will then just ignore the repository until you permanently enable it
        again or use --enablerepo for temporary usage:

            yum-config-manager --disable <repoid>
        or
            subscription-manager repos --disable=<repoid>

     5. Configure the failing repository to be skipped, if it is unavailable.
        Note that yum will try to contact the repo. when it runs most commands,
        so will have to try and fail each time (and thus. yum will be be much
        slower). If it is a very temporary problem though, this is often a nice
        compromise:

            yum-config-manager --save --setopt=<repoid>.skip_if_unavailable=true

Cannot find a valid baseurl for repo: base/7/x86_64
`
