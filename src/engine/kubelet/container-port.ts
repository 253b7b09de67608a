import type { Container, IntOrString } from '../api/generated/types.ts'

/** The number of a port that is given by number or by the name of a container's port. */
export function portNumber(
  port: IntOrString,
  { ports = [] }: Pick<Container, 'ports'>,
): number | null {
  const number = Number(port)
  if (Number.isInteger(number)) return number > 0 && number < 65_536 ? number : null
  return ports.find(({ name }) => name === port)?.containerPort ?? null
}
