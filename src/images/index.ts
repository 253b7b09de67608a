// What containers run.
export { registry } from './registry.ts'
export { workstationTools } from './workstation-tools.ts'
