import type {
  ConfigMap,
  Lease,
  Namespace,
  Secret,
  ServiceAccount,
} from '../../api/generated/types.ts'
import { ageOf, columns, type Printer } from './printer.ts'

export const configMapPrinter: Printer<ConfigMap> = {
  columns: columns('Name, Data, Age'),
  cells: (map, now) => [
    map.metadata.name,
    Object.keys(map.data ?? {}).length + Object.keys(map.binaryData ?? {}).length,
    ageOf(map, now),
  ],
}

export const secretPrinter: Printer<Secret> = {
  columns: columns('Name, Type, Data, Age'),
  cells: (secret, now) => [
    secret.metadata.name,
    secret.type ?? '',
    Object.keys(secret.data ?? {}).length,
    ageOf(secret, now),
  ],
}

export const namespacePrinter: Printer<Namespace> = {
  columns: columns('Name, Status, Age'),
  cells: (namespace, now) => [
    namespace.metadata.name,
    namespace.status.phase ?? '',
    ageOf(namespace, now),
  ],
}

export const serviceAccountPrinter: Printer<ServiceAccount> = {
  columns: columns('Name, Secrets, Age'),
  cells: (account, now) => [
    account.metadata.name,
    account.secrets?.length ?? 0,
    ageOf(account, now),
  ],
}

export const leasePrinter: Printer<Lease> = {
  columns: columns('Name, Holder, Age'),
  cells: (lease, now) => [lease.metadata.name, lease.spec.holderIdentity ?? '', ageOf(lease, now)],
}
