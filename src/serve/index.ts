// The simulated API server behind HTTP, for real clients.
export { type Driver, driveByHand, driveByWallClock } from './driver.ts'
export { kubeconfigFor } from './kubeconfig.ts'
export { createHttpServer, type ServeOptions } from './server.ts'
