import type { ReactNode } from 'react'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Fault } from './Fault.tsx'

interface GuardedProps {
  /** An error from elsewhere that stops this part, too. */
  readonly fault?: Error | undefined
  readonly children: ReactNode
}

/** A part of the page that may fail alone: the others stay. */
export function Guarded({ fault, children }: GuardedProps) {
  if (fault !== undefined) return <Fault error={fault} />
  return <ErrorBoundary fallback={(error) => <Fault error={error} />}>{children}</ErrorBoundary>
}
