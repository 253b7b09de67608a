import { zip } from './zip.ts'

const ROOT = 'glasspod'

/** Has the browser save every manifest of the course as one archive, made in the page. */
export async function downloadManifests(): Promise<void> {
  const { manifests } = await import('virtual:manifests')
  const files = manifests.map(({ path, text }) => ({ path: `${ROOT}/${path}`, text }))
  const address = URL.createObjectURL(new Blob([zip(files)], { type: 'application/zip' }))
  const link = document.createElement('a')
  link.href = address
  link.download = 'glasspod-manifests.zip'
  link.click()
  URL.revokeObjectURL(address)
}
