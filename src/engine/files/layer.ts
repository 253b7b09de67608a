import type { Program } from '../kernel/process.ts'
import type { ImageFile } from '../runtime/image.ts'
import { binaryHeader, type Programs } from './binary.ts'
import { Contents } from './contents.ts'
import { type Below, TreeDirectory } from './directory.ts'
import type { FileSystem } from './file-system.ts'
import type { Inode, Ownership } from './inode.ts'
import { RegularFile } from './regular-file.ts'
import { Symlink } from './special-files.ts'

/** One file of an image, read-only and shared by all containers made from it. */
export type LayerNode = LayerDirectory | LayerFile | LayerLink

export interface LayerDirectory extends Ownership {
  readonly kind: 'directory'
  readonly entries: Map<string, LayerNode>
}

interface LayerFile extends Ownership {
  readonly kind: 'file'
  readonly contents: Contents
  readonly program?: Program
}

interface LayerLink extends Ownership {
  readonly kind: 'symlink'
  readonly target: string
}

/** When all images were built, as the dates of their files tell: 2025-11-03T09:00:00Z. */
const BUILT_MS = 1762160400000

const encoder = new TextEncoder()
const layers = new WeakMap<ReadonlyMap<string, ImageFile>, LayerDirectory>()

/** The file tree that an image declares; made once for each image. */
export function layerOf(files: ReadonlyMap<string, ImageFile>): LayerDirectory {
  const known = layers.get(files)
  if (known !== undefined) return known
  const root = emptyDirectory()
  for (const [path, file] of files) put(root, path, file)
  layers.set(files, root)
  return root
}

/** What the layer has at a path (relative to its root). */
export function layerAt(layer: LayerDirectory, path: string): LayerNode | undefined {
  let at: LayerNode | undefined = layer
  for (const name of path.split('/')) {
    if (name === '') continue
    at = at?.kind === 'directory' ? at.entries.get(name) : undefined
  }
  return at
}

/** A directory of a file system that begins with what the layer holds. */
export function directoryFrom(fs: FileSystem, layer: LayerDirectory): TreeDirectory {
  return dated(new TreeDirectory(fs, layer, belowOf(layer)))
}

function belowOf({ entries }: LayerDirectory): Below {
  return {
    names: entries,
    make: (fs, name, ino) => {
      const node = entries.get(name)
      if (node === undefined) throw new Error(`the layer has no ${name}`)
      return inodeFrom(fs, node, ino)
    },
  }
}

/** Tells the kernel which programs the layer's binaries are, so that copies of them run too. */
export function learnPrograms(layer: LayerDirectory, programs: Programs): void {
  for (const node of layer.entries.values()) {
    if (node.kind === 'directory') learnPrograms(node, programs)
    if (node.kind === 'file' && node.program !== undefined)
      programs.learn(node.contents.read(0, 64), node.program)
  }
}

function inodeFrom(fs: FileSystem, node: LayerNode, ino: number): Inode {
  const { mode, uid, gid } = node
  const start = { mode, uid, gid, ino }
  switch (node.kind) {
    case 'directory':
      return dated(new TreeDirectory(fs, start, belowOf(node)))
    case 'file':
      return dated(RegularFile.fromImage(fs, start, node))
    case 'symlink':
      return dated(new Symlink(fs, start, node.target))
  }
}

function dated<Kind extends Inode>(inode: Kind): Kind {
  inode.mtime = inode.ctime = inode.atime = BUILT_MS
  return inode
}

function put(root: LayerDirectory, path: string, file: ImageFile): void {
  const names = path.split('/').filter((name) => name !== '')
  const last = names.pop()
  if (last === undefined) return
  let directory = root
  for (const name of names) {
    const known = directory.entries.get(name)
    const next = known?.kind === 'directory' ? known : emptyDirectory()
    directory.entries.set(name, next)
    directory = next
  }
  const before = directory.entries.get(last)
  const node = nodeOf(path, file)
  // A directory may be declared after the files that stand in it.
  if (before?.kind === 'directory' && node.kind === 'directory')
    directory.entries.set(last, { ...node, entries: before.entries })
  else directory.entries.set(last, node)
}

function nodeOf(path: string, file: ImageFile): LayerNode {
  const owner = { uid: file.uid ?? 0, gid: file.gid ?? 0 }
  if ('text' in file) {
    const contents = new Contents(encoder.encode(file.text))
    return { ...owner, kind: 'file', mode: file.mode ?? 0o644, contents }
  }
  if ('program' in file) {
    const { program, size, mode = 0o755 } = file
    const contents = new Contents(binaryHeader(path, size), size)
    return { ...owner, kind: 'file', mode, contents, program }
  }
  if ('symlink' in file) return { ...owner, kind: 'symlink', mode: 0o777, target: file.symlink }
  return { ...owner, kind: 'directory', mode: file.mode ?? 0o755, entries: new Map() }
}

function emptyDirectory(): LayerDirectory {
  return { kind: 'directory', mode: 0o755, uid: 0, gid: 0, entries: new Map() }
}
