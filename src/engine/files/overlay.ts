import { type FileChange, TreeDirectory } from './directory.ts'
import type { FileSystem } from './file-system.ts'
import type { Inode } from './inode.ts'
import { directoryFrom, layerAt, type LayerDirectory, type LayerNode } from './layer.ts'
import { RegularFile } from './regular-file.ts'
import { Symlink } from './special-files.ts'

/** The root of a container: an image's files below, what the container changes above. */
export interface Overlay {
  readonly root: TreeDirectory
  /** Everything that differs from the image: `container diff`. Paths are absolute. */
  changes(): readonly FileChange[]
  /** What `act` changes (it makes the places to mount on) is not counted as a change. */
  arrange<T>(act: () => T): T
}

/** `notice` is told of every change as it happens, as it looks against the image. */
export function makeOverlay(
  fs: FileSystem,
  layer: LayerDirectory,
  notice: (change: FileChange) => void,
): Overlay {
  const root = directoryFrom(fs, layer)
  const arranged = new WeakSet<Inode>()
  const watch = (what: FileChange): void => {
    notice(againstImage(layer, what))
  }
  const find = (): readonly Difference[] => differencesIn(root, layer, '')
  root.watch = watch
  return {
    root,
    changes: () =>
      find()
        .filter(({ inode }) => inode === null || !arranged.has(inode))
        .map(changeOf),
    arrange: (act) => {
      root.watch = undefined
      const result = act()
      root.watch = watch
      for (const { inode } of find()) if (inode !== null) arranged.add(inode)
      return result
    },
  }
}

/** `inode` is null where something of the image is gone. */
interface Difference {
  readonly path: string
  readonly inode: Inode | null
  readonly isInImage: boolean
}

function changeOf(difference: Difference): FileChange {
  const { path, inode, isInImage } = difference
  if (inode === null) return { path, change: 'deleted', bytes: 0 }
  return { path, change: isInImage ? 'changed' : 'added', bytes: inode.size }
}

/** What the image does not have is added, whatever happened to it since; the rest is changed. */
export function againstImage(layer: LayerDirectory, what: FileChange): FileChange {
  const path = `/${what.path}`
  if (what.change === 'deleted') return { ...what, path }
  return { ...what, path, change: layerAt(layer, path) === undefined ? 'added' : 'changed' }
}

function differencesIn(
  directory: TreeDirectory,
  layer: LayerDirectory | undefined,
  above: string,
): Difference[] {
  // What nobody has looked into has not been changed.
  if (directory.isUntouched) return []
  const found: Difference[] = []
  const isStill = layer !== undefined && directory.isStill(layer.entries)
  for (const [name, inode] of isStill ? directory.made() : directory.entries()) {
    const path = `${above}/${name}`
    const below = layer?.entries.get(name)
    if (!isAsInImage(inode, below)) found.push({ path, inode, isInImage: below !== undefined })
    if (inode instanceof TreeDirectory)
      found.push(...differencesIn(inode, below?.kind === 'directory' ? below : undefined, path))
  }
  if (isStill) return found
  for (const name of layer?.entries.keys() ?? [])
    if (!directory.entries().has(name))
      found.push({ path: `${above}/${name}`, inode: null, isInImage: true })
  return found
}

function isAsInImage(inode: Inode, node: LayerNode | undefined): boolean {
  if (node?.kind !== inode.kind) return false
  if (node.mode !== inode.mode || node.uid !== inode.uid || node.gid !== inode.gid) return false
  if (node.kind === 'file') return inode instanceof RegularFile && inode.hasBytesOf(node)
  return node.kind === 'directory' || (inode instanceof Symlink && inode.isTo(node.target))
}
