import type { Lease, ServiceAccount } from '../api/generated/types.ts'

export const accountStrategy = {
  prepareForCreate: withNamesOfSecrets,
  updates: { '': { prepare: withNamesOfSecrets } },
}

/** Of the Secrets of an account only the names are kept. */
function withNamesOfSecrets(account: ServiceAccount): ServiceAccount {
  const { secrets } = account
  if (secrets === undefined) return account
  return {
    ...account,
    secrets: secrets.map(({ name }) => (name === undefined ? {} : { name })),
  }
}

export const leaseStrategy = {
  createsOnUpdate: true,
  demandsVersion: true,
  prepareForCreate: withoutElection,
  updates: { '': { prepare: withoutElection } },
}

/** The feature CoordinatedLeaderElection is off: what speaks of it is dropped. */
function withoutElection(lease: Lease): Lease {
  const { strategy, preferredHolder, ...spec } = lease.spec
  return strategy === undefined && preferredHolder === undefined ? lease : { ...lease, spec }
}
