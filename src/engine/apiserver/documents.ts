/** What the server says of itself; undefined where there is nothing. */
export function documentAt(path: readonly string[]): object | undefined {
  switch (path.join('/')) {
    case 'version':
      return { major: '1', minor: '36', gitVersion: 'v1.36.0' }
    default:
      return undefined
  }
}
