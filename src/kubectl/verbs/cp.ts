import { defineCommand } from '../command.ts'
import { CommandError } from '../failure.ts'
import { bool, int, string } from '../flags/flag.ts'
import { copyFromPod } from './cp/from-pod.ts'
import { copyToPod } from './cp/to-pod.ts'
import { fileSpecOf } from './cp/file-spec.ts'

export const cp = defineCommand({
  name: 'cp',
  use: 'cp <file-spec-src> <file-spec-dest>',
  summary: 'Copy files and directories to and from containers.',
  examples: [
    {
      what: 'A file of this machine into a container',
      line: 'kubectl cp ./page.html web:/tmp/page.html -c app',
    },
    {
      what: 'A directory of a Pod in another namespace to here',
      line: 'kubectl cp shop/web:/var/log/app ./logs',
    },
  ],
  flags: {
    container: string({ short: 'c', usage: 'Container; without it the default one of the Pod.' }),
    'no-preserve': bool({ usage: 'Owner and permissions are not kept in the container.' }),
    retries: int({
      initial: 0,
      usage: 'How often a copy from a container is taken up again; negative: always.',
    }),
  },
  *run(cli, { flags, args }) {
    const [source, destination] = args
    if (args.length !== 2 || source === undefined || destination === undefined)
      throw new CommandError('source and destination are required')
    const from = fileSpecOf(source)
    const to = fileSpecOf(destination)
    if (from.pod !== '' && to.pod !== '')
      throw new CommandError('one of src or dest must be a local file specification')
    if (from.path === '' || to.path === '') throw new CommandError('filepath can not be empty')
    const { container, retries } = flags
    if (from.pod !== '') yield* copyFromPod(cli, { from, to: to.path, container, retries })
    else if (to.pod !== '')
      yield* copyToPod(cli, { from: from.path, to, container, isPreserved: !flags['no-preserve'] })
    else throw new CommandError('one of src or dest must be a remote file specification')
  },
})
