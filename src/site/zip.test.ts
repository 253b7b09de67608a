import { expect, test } from 'vitest'
import { zip } from './zip.ts'

/** Made by Python's zipfile, stored, with the date and the mode that ours have. */
const RECORDED =
  'UEsDBBQAAAgAAAAAIQC8tTeNCgAAAAoAAAANAAAAw6QvYS93ZWIueWFtbGtpbmQ6IFBvZApQSwMEFAAACAAAAAAhAAAAAAAAAAAAAAAAAA4AAADDpC9hL2xlZXIueWFtbFBLAQIUAxQAAAgAAAAAIQC8tTeNCgAAAAoAAAANAAAAAAAAAAAAAACkgQAAAADDpC9hL3dlYi55YW1sUEsBAhQDFAAACAAAAAAhAAAAAAAAAAAAAAAAAA4AAAAAAAAAAAAAAKSBNQAAAMOkL2EvbGVlci55YW1sUEsFBgAAAAACAAIAdwAAAGEAAAAAAA=='

test('an archive is the one that Python makes of the same files', () => {
  const bytes = zip([
    { path: 'ä/a/web.yaml', text: 'kind: Pod\n' },
    { path: 'ä/a/leer.yaml', text: '' },
  ])
  expect(btoa(String.fromCharCode(...bytes))).toBe(RECORDED)
})
