/** A state of a repository: what it was committed as, and the files that it has. */
export interface Commit {
  readonly hash: string
  /** When it appears: milliseconds after the cluster began. */
  readonly at: number
  readonly files: ReadonlyMap<string, string>
}

const page = (version: string, colour: string): string =>
  `<!doctype html>\n<title>Site ${version}</title>\n<body style="background: ${colour}">\n<h1>Site ${version}</h1>\n`

/** Repositories outside of the cluster, by their address; they change while the cluster runs. */
const REPOSITORIES: ReadonlyMap<string, readonly Commit[]> = new Map([
  [
    'https://git.glasspod.example/site.git',
    [
      {
        hash: '5f1c0a9e3b7d24688ce2f0b19a4d7736c58e1f02',
        at: 0,
        files: new Map([
          ['index.html', page('v1', 'white')],
          ['README.md', 'The site that the puller fetches.\n'],
        ]),
      },
      {
        hash: '9d84e2b7c6013fa5577a0e8cb2d1f4960b3c7e15',
        at: 120_000,
        files: new Map([
          ['index.html', page('v2', 'lightyellow')],
          ['news.html', page('news', 'white')],
          ['README.md', 'The site that the puller fetches.\n'],
        ]),
      },
    ],
  ],
])

/** The newest commit of a repository at a time; undefined where there is no such repository. */
export function newestCommit(address: string, now: number): Commit | undefined {
  return REPOSITORIES.get(address.replace(/\/$/, ''))?.findLast(({ at }) => at <= now)
}
