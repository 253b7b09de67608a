import type { Container, Pod, ServiceAccount, Volume } from '../api/generated/types.ts'
import type { Call } from './call.ts'
import { type ApiObject, objectKey, wishedName } from './object.ts'
import { forbidden } from './refusals.ts'

const TOKEN_PATH = '/var/run/secrets/kubernetes.io/serviceaccount'
const SUFFIX_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789'

/** ServiceAccount: every Pod acts as somebody, and finds the token to prove it. */
export function serviceAccount(call: Call, object: ApiObject): ApiObject {
  if (call.resource.resource !== 'pods') return object
  const pod = object as Pod
  if (MIRROR in (pod.metadata.annotations ?? {})) return checkedMirror(call, pod)
  const account = accountOf(call, pod)
  const { name } = account.metadata
  const named: Pod = {
    ...pod,
    spec: {
      ...pod.spec,
      serviceAccountName: name,
      serviceAccount: name,
      ...pullSecrets(pod, account),
    },
  }
  const isMounted =
    pod.spec.automountServiceAccountToken ?? account.automountServiceAccountToken ?? true
  return isMounted ? withToken(call, named) : named
}

const MIRROR = 'kubernetes.io/config.mirror'

/** The image of a static Pod stays as its node shows it, and so it needs nobody's name. */
function checkedMirror({ resource }: Call, pod: Pod): Pod {
  const { serviceAccountName = '', volumes = [] } = pod.spec
  const sources = volumes.flatMap(({ projected }) => projected?.sources ?? [])
  const words = [
    ...(serviceAccountName === '' ? [] : ['reference service accounts']),
    ...(secretsOf(pod).length === 0 ? [] : ['reference secrets']),
    ...(sources.every((it) => it.serviceAccountToken === undefined)
      ? []
      : ['use ServiceAccountToken volume projections']),
  ]
  if (words.length === 0) return pod
  throw forbidden(resource, wishedName(pod), `a mirror pod may not ${words[0] ?? ''}`)
}

/** Secrets that a Pod names in its volumes, its variables and to pull its images. */
function secretsOf({ spec }: Pod): readonly unknown[] {
  const { volumes = [], containers, initContainers = [], imagePullSecrets = [] } = spec
  const all = [...initContainers, ...containers]
  const named = [
    ...volumes.map(({ secret }) => secret),
    ...volumes.flatMap(({ projected }) => (projected?.sources ?? []).map(({ secret }) => secret)),
    ...all.flatMap(({ env = [] }) => env.map(({ valueFrom }) => valueFrom?.secretKeyRef)),
    ...all.flatMap(({ envFrom = [] }) => envFrom.map(({ secretRef }) => secretRef)),
  ]
  return [...imagePullSecrets, ...named.filter((it) => it !== undefined)]
}

function accountOf({ backend, route, resource }: Call, pod: Pod): ServiceAccount {
  const { serviceAccountName = '' } = pod.spec
  const name = serviceAccountName === '' ? 'default' : serviceAccountName
  const account = backend.store.get('serviceaccounts', objectKey(route.namespace, name))
  if (account !== undefined) return account as ServiceAccount
  throw forbidden(
    resource,
    wishedName(pod),
    `error looking up service account ${route.namespace}/${name}: serviceaccount "${name}" not found`,
  )
}

function pullSecrets(pod: Pod, { imagePullSecrets }: ServiceAccount): Partial<Pod['spec']> {
  const hasOwn = (pod.spec.imagePullSecrets ?? []).length > 0
  return hasOwn || imagePullSecrets === undefined ? {} : { imagePullSecrets }
}

/** Mounts the projected token into every container that has nothing at its path. */
function withToken({ backend }: Call, pod: Pod): Pod {
  const { containers, initContainers, volumes = [] } = pod.spec
  const all = [...(initContainers ?? []), ...containers]
  if (all.every(hasToken)) return pod
  const known = volumes.find(({ name }) => name.startsWith('kube-api-access-'))
  const name = known?.name ?? `kube-api-access-${backend.random.text(5, SUFFIX_ALPHABET)}`
  const mounted = (container: Container): Container =>
    hasToken(container)
      ? container
      : {
          ...container,
          volumeMounts: [
            ...(container.volumeMounts ?? []),
            { name, readOnly: true, mountPath: TOKEN_PATH },
          ],
        }
  return {
    ...pod,
    spec: {
      ...pod.spec,
      volumes: known === undefined ? [...volumes, tokenVolume(name)] : volumes,
      ...(initContainers === undefined ? {} : { initContainers: initContainers.map(mounted) }),
      containers: containers.map(mounted),
    },
  }
}

function hasToken({ volumeMounts = [] }: Container): boolean {
  return volumeMounts.some(({ mountPath }) => mountPath === TOKEN_PATH)
}

function tokenVolume(name: string): Volume {
  const fieldRef = { apiVersion: 'v1', fieldPath: 'metadata.namespace' }
  return {
    name,
    projected: {
      sources: [
        { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
        { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
        { downwardAPI: { items: [{ path: 'namespace', fieldRef }] } },
      ],
      defaultMode: 0o644,
    },
  }
}
