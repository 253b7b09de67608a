// The simulated API server behind HTTP.
export { type Serving, type ServingOptions, startServing } from './serving.ts'
