// The command line tool. It speaks only to the API server.
export { createKubectl, type KubectlOptions } from './kubectl.ts'
