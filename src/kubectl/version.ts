/** The Kubernetes version that this kubectl behaves as. */
export const CLIENT_VERSION = 'v1.36.0'
