import { createPart, type Program, programIn } from '#engine'

/** A program whose code is brought when it first runs. */
export function programFrom(bring: () => Promise<Program>): Program {
  return programIn(createPart(bring))
}
