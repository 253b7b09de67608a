import { setDefaults } from '../api/defaults.ts'
import type { ConfigMap, Namespace, ObjectMeta, ServiceAccount } from '../api/generated/types.ts'
import { type Backend, newUid, nowTime } from './backend.ts'
import { createFirstServices } from './bootstrap-services.ts'

const NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system']

/** What every cluster has from its first moment: four namespaces, and what each of them needs. */
export function createFirstObjects(backend: Backend): void {
  const { random, store } = backend
  const certificate = rootCertificate(random.text(64 * 16, BASE64))
  for (const name of NAMESPACES) {
    const meta = { uid: newUid(random), creationTimestamp: nowTime(backend) }
    store.create('namespaces', setDefaults(namespaceNamed(name, meta), 'Namespace'))
  }
  for (const namespace of NAMESPACES) {
    const meta = () => ({ uid: newUid(random), creationTimestamp: nowTime(backend), namespace })
    store.create('configmaps', rootCertificateMap(meta(), certificate))
    store.create('serviceaccounts', defaultAccount(meta()))
  }
  createFirstServices(backend)
}

type Identity = Pick<ObjectMeta, 'uid' | 'creationTimestamp'>

function namespaceNamed(name: string, identity: Identity): Namespace {
  return {
    kind: 'Namespace',
    apiVersion: 'v1',
    metadata: { name, ...identity },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  }
}

function defaultAccount(identity: Identity & { readonly namespace: string }): ServiceAccount {
  const metadata = { name: 'default', ...identity }
  return { kind: 'ServiceAccount', apiVersion: 'v1', metadata }
}

const ROOT_CERTIFICATE = 'kube-root-ca.crt'

function rootCertificateMap(
  identity: Identity & { readonly namespace: string },
  certificate: string,
): ConfigMap {
  const description =
    'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.'
  return {
    kind: 'ConfigMap',
    apiVersion: 'v1',
    metadata: {
      name: ROOT_CERTIFICATE,
      ...identity,
      annotations: { 'kubernetes.io/description': description },
    },
    data: { 'ca.crt': certificate },
  }
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** It has the looks of a certificate; nothing in the simulation verifies one. */
function rootCertificate(text: string): string {
  const lines = text.match(/.{64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}
