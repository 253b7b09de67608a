/** What Go writes in capitals at the start of a name. */
const INITIALISMS =
  /^(?:(?:api|aws|csi|dns|fc|gce|gid|gmsa|grpc|http|https|id|io|ip|iqn|iscsi|nfs|os|pid|qos|rbd|ssl|tcp|tls|tty|uid|uri|url)(?=$|[A-Z])|fs(?=Type|Group)|pd(?=Name)|se(?=Linux)|ww(?=ids))/

/** Fields whose name in Go is another word than that in JSON. Source: the types of core/v1. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  'ISCSIVolumeSource.chapAuthDiscovery': 'DiscoveryCHAPAuth',
  'ISCSIVolumeSource.chapAuthSession': 'SessionCHAPAuth',
  'GlusterfsVolumeSource.endpoints': 'EndpointsName',
  'RBDVolumeSource.monitors': 'CephMonitors',
  'RBDVolumeSource.image': 'RBDImage',
  'RBDVolumeSource.pool': 'RBDPool',
  'RBDVolumeSource.user': 'RadosUser',
  'AzureDiskVolumeSource.diskURI': 'DataDiskURI',
  'Volume.cephfs': 'CephFS',
  'Volume.storageos': 'StorageOS',
  'FCVolumeSource.wwids': 'WWIDs',
  'ContainerStatus.lastState': 'LastTerminationState',
}

/** The name in Go of a field of a type, from its name in JSON. */
export function goFieldName(typeName: string, field: string): string {
  const other = OTHER_WORDS[`${typeName}.${field}`]
  if (other !== undefined) return other
  return INITIALISMS.test(field)
    ? field.replace(INITIALISMS, (it) => it.toUpperCase())
    : field.charAt(0).toUpperCase() + field.slice(1)
}
