// The simulated API server behind HTTP.
export { LIMITS } from './server.ts'
export { type Serving, type ServingOptions, startServing } from './serving.ts'
export { kubeconfigFor } from './kubeconfig.ts'
