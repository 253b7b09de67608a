/** The parts of the page, in the order in which they are read. */
export const zoneNames = ['lesson', 'stage', 'editor', 'terminal'] as const
export type Zone = (typeof zoneNames)[number]
