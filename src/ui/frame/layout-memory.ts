import { recall, remember } from '../memory.ts'

/** Where the lines between the zones were left; the panels read and write it. */
export const layoutMemory = {
  getItem: (key: string): string | null => recall(key) ?? null,
  setItem: (key: string, value: string): void => {
    remember(key, value)
  },
}
