import type { Case } from './case.ts'

export const toolLines: readonly (Case & {
  readonly flavours?: readonly ('gnu' | 'busybox')[]
})[] = []
