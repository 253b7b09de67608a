/** The Kubernetes version that this kubectl behaves as. */
export const CLIENT_VERSION = 'v1.36.0'
/** The kustomize that the real kubectl of that version has built in. */
export const KUSTOMIZE_VERSION = 'v5.8.1'
