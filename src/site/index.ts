// The pages of the tutorial.
export { Site } from './Site.tsx'
