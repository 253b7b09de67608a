import { expect, test } from 'vitest'
import { en } from '../words/en.ts'
import { announcementsBetween } from './announcements.ts'
import { diagramOf } from './diagram-of.ts'
import { draftOf, emptyDraft } from './draft.ts'
import { byId, emptyWorld, instance, twoContainers } from './fixtures/worlds.ts'

const say = en.diagram
const nothing = diagramOf(emptyWorld, emptyDraft)
const running = diagramOf(twoContainers, emptyDraft)

test('a Pod that appears is told with its containers', () => {
  expect(announcementsBetween(nothing, running, say)).toEqual([
    'Pod twocontainers: Running.',
    'Container sise: Running.',
    'Container shell: Running.',
  ])
})

test('only what changed is told', () => {
  const exit = { code: 137, signal: 'SIGKILL', oom: false }
  const containers = byId([instance('sise'), instance('shell', { state: 'exited', exit })])
  const after = diagramOf({ ...twoContainers, containers }, emptyDraft)
  expect(announcementsBetween(running, after, say)).toEqual([
    'Container shell: Ended badly, Error, exit 137.',
  ])
  expect(announcementsBetween(after, after, say)).toEqual([])
})

test('what is gone is told', () => {
  expect(announcementsBetween(running, nothing, say)).toEqual([
    'Pod twocontainers is gone.',
    'Container sise is gone.',
    'Container shell is gone.',
  ])
})

test('outlines are not told, they change with every key', () => {
  const draft = draftOf('kind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: a}]}')
  expect(announcementsBetween(nothing, diagramOf(emptyWorld, draft), say)).toEqual([])
})
