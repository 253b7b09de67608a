// The pages of the tutorial.
export { keepOffline } from './keep-offline.ts'
export { Site } from './Site.tsx'
