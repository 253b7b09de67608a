import type { Inode } from './inode.ts'

/** A place: an inode as it is reached through a mount. */
export interface Location {
  readonly mount: Mount
  readonly inode: Inode
}

/** A file system, or a part of one (a bind mount), standing at a place in a mount namespace. */
export interface Mount {
  readonly root: Inode
  /** What it covers; null for the root of the namespace. */
  readonly point: Location | null
  /** As the namespace's root sees it. */
  readonly path: string
  isReadOnly: boolean
  /** As /proc/mounts lists them after rw or ro: nosuid, relatime. */
  readonly flags: readonly string[]
  /** Mounts that stand on it, by the inode they cover; absent until there is one. */
  children: Map<Inode, Mount> | undefined
}

/** The topmost mount that covers a place, or the place itself. */
export function uncovered(at: Location): Location {
  let { mount, inode } = at
  for (
    let above = mount.children?.get(inode);
    above !== undefined;
    above = mount.children?.get(inode)
  ) {
    mount = above
    inode = above.root
  }
  return mount === at.mount ? at : { mount, inode }
}

/** The place that the mount's root covers, as long as the place is the root of a mount. */
export function below(at: Location): Location {
  let place = at
  while (place.inode === place.mount.root && place.mount.point !== null) place = place.mount.point
  return place
}
