import type { Capsule, Drawer, Mount, Role, Socket, Tile } from './diagram.ts'
import { bottomOf, type Box, centreX, type Point, rightOf } from './geometry.ts'

/** The room there is. */
export interface Space {
  readonly width: number
}

const WIDEST_TILE = 208
const NARROWEST_TILE = 152
/** What an init container's tile has of the width of others. */
const SLIM = 0.8
/** Beside a single capsule: the ends of the bench and the wire of eth0. */
const AROUND = 84
const PAD = 32
const RIM = 40
const TILE_GAP = 20
const TILE_HEIGHT = 150
const MOUNTS_TOP = 10
const MOUNT_HEIGHT = 20
const DIVIDER_GAP = 16
const STEM = 20
const BAND_HEIGHT = 40
const BAND_INSET = 14
const LANE_INSET = 12
const DRAWER_GAP = 16
const DRAWER_HEIGHT = 40
/** From the middle of a mount's dot to its edge. */
const DOT = 4
const PLATE_GAP = 14
const PLATE_HEIGHT = 26
const FOOT = 12
const NARROWEST = 320
/** What the words on the rim may demand; beyond it a name is shortened. */
const WIDEST_RIM = 400
/** Corners, gaps and signs between the words on the rim. */
const AROUND_WORDS = 132
/** How far outside of the wall the wire of eth0 runs. */
const PLUG = 20
const SOCKET_HEIGHT = 24
const SOCKET_GAP = 8
const CHARACTER = 7.9

export interface CapsuleLayout {
  readonly capsule: Capsule
  readonly width: number
  readonly height: number
  readonly tiles: readonly PlacedTile[]
  /** Between the containers that start first and the others. */
  readonly divider?: Box
  readonly band: Box
  readonly lanes: Lanes
  readonly sockets: readonly PlacedSocket[]
  readonly drawers: readonly PlacedDrawer[]
  readonly mounts: readonly PlacedMount[]
  readonly plate: Box
}

export interface PlacedTile {
  readonly tile: Tile
  readonly box: Box
  /** Where the tile's line goes down into the network. */
  readonly stemX: number
}

/** The two lines of the band: away from who speaks, and back; lo joins them, eth0 leaves. */
export interface Lanes {
  readonly away: number
  readonly back: number
  readonly loopX: number
  readonly wireX: number
}

export interface PlacedSocket {
  readonly socket: Socket
  readonly box: Box
}

export interface PlacedDrawer {
  readonly drawer: Drawer
  readonly box: Box
}

export interface PlacedMount {
  readonly id: string
  readonly tile: string
  readonly volume: string
  /** One of its ends is only asked for. */
  readonly isWanted: boolean
  readonly points: readonly Point[]
}

/** Where everything in a Pod stands, from the capsule's own upper left corner. */
export function layoutCapsule(capsule: Capsule, space: Space): CapsuleLayout {
  const tiles = placeTiles(capsule.tiles, space)
  const right = Math.max(narrowest(capsule), ...tiles.map(({ box }) => rightOf(box) + PAD))
  const tilesBottom = Math.max(RIM + TILE_HEIGHT, ...tiles.map(({ box }) => bottomOf(box)))
  const band = {
    x: BAND_INSET,
    y: tilesBottom + STEM,
    width: right - BAND_INSET,
    height: BAND_HEIGHT,
  }
  const sockets = tiles.flatMap((placed) => placeSockets(placed, capsule.sockets, band))
  const drawers = placeDrawers(capsule.drawers, band)
  const floor = Math.max(bottomOf(band), ...drawers.map(({ box }) => bottomOf(box)))
  const plate = {
    x: PAD,
    y: floor + PLATE_GAP,
    width: right - 2 * PAD,
    height: PLATE_HEIGHT,
  }
  const divider = dividerBetween(tiles, tilesBottom)
  return {
    capsule,
    width: right,
    height: bottomOf(plate) + FOOT,
    tiles: tiles.map((placed) => withStem(placed, sockets)),
    ...(divider === undefined ? {} : { divider }),
    band,
    lanes: {
      away: band.y + LANE_INSET,
      back: band.y + BAND_HEIGHT - LANE_INSET,
      loopX: band.x + 10,
      wireX: right + PLUG,
    },
    sockets,
    drawers,
    mounts: tiles.flatMap((placed) => placeMounts(placed, drawers)),
    plate,
  }
}

/** As wide as lets its name, phase and address stand on the rim. */
function narrowest({ name, word, ips: [address = ''] }: Capsule): number {
  const words = Math.round((name.length + word.length + address.length) * CHARACTER)
  return Math.max(NARROWEST, Math.min(WIDEST_RIM, words + AROUND_WORDS))
}

/** The x at which mount number `index` of a tile has its dot and its line. */
export function mountX(index: number): number {
  return 16 + index * 12
}

/** The y of its row, from the tile's upper edge. */
export function mountY(index: number): number {
  return TILE_HEIGHT + index * MOUNT_HEIGHT + MOUNT_HEIGHT / 2
}

function placeTiles(tiles: readonly Tile[], space: Space): readonly PlacedTile[] {
  const most = Math.max(0, ...tiles.map((tile) => tile.mounts.filter(isShown).length))
  const height = TILE_HEIGHT + (most === 0 ? 0 : most * MOUNT_HEIGHT + MOUNTS_TOP)
  const full = tileWidth(tiles, space)
  let x = PAD
  return tiles.map((tile, index) => {
    if (startsFirst(tiles[index - 1]?.role) && !startsFirst(tile.role)) x += DIVIDER_GAP
    const width = Math.round(full * share(tile))
    const box = { x, y: RIM, width, height }
    x += width + TILE_GAP
    return { tile, box, stemX: centreX(box) }
  })
}

/** As wide as lets the Pod be seen whole at its natural size, or as it has room anyway. */
function tileWidth(tiles: readonly Tile[], { width }: Space): number {
  const shares = tiles.reduce((sum, tile) => sum + share(tile), 0)
  const gaps = 2 * PAD + (tiles.length - 1) * TILE_GAP + DIVIDER_GAP
  const room = (Math.max(width - AROUND, NARROWEST) - gaps) / shares
  return Math.max(NARROWEST_TILE, Math.min(WIDEST_TILE, Math.floor(room)))
}

function share(tile: Tile): number {
  return tile.role === 'init' ? SLIM : 1
}

/** What the kubelet mounts of its own accord is no part of the picture. */
export function isShown(mount: Mount): boolean {
  return !mount.path.startsWith('/var/run/secrets/kubernetes.io/')
}

function startsFirst(role: Role | undefined): boolean {
  return role === 'init' || role === 'sidecar'
}

function dividerBetween(tiles: readonly PlacedTile[], bottom: number): Box | undefined {
  const first = tiles.find(({ tile }) => !startsFirst(tile.role))
  if (first === undefined || first === tiles[0]) return undefined
  const x = first.box.x - (TILE_GAP + DIVIDER_GAP) / 2
  return { x, y: RIM, width: 1, height: bottom - RIM }
}

function placeSockets(
  { tile, box }: PlacedTile,
  sockets: readonly Socket[],
  band: Box,
): readonly PlacedSocket[] {
  const own = sockets.filter((socket) => socket.tile === tile.name)
  const widths = own.map((socket) => Math.round(socket.label.length * CHARACTER) + 20)
  const whole = widths.reduce((sum, width) => sum + width + SOCKET_GAP, -SOCKET_GAP)
  let x = centreX(box) - whole / 2
  return own.map((socket, index) => {
    const width = widths[index] ?? 0
    const placed = {
      socket,
      box: { x, y: band.y + (band.height - SOCKET_HEIGHT) / 2, width, height: SOCKET_HEIGHT },
    }
    x += width + SOCKET_GAP
    return placed
  })
}

function withStem(placed: PlacedTile, sockets: readonly PlacedSocket[]): PlacedTile {
  const first = sockets.find(({ socket }) => socket.tile === placed.tile.name)
  return first === undefined ? placed : { ...placed, stemX: centreX(first.box) }
}

function placeDrawers(drawers: readonly Drawer[], band: Box): readonly PlacedDrawer[] {
  const whole = band.width - PAD - (PAD - BAND_INSET)
  const width = Math.min(200, (whole - (drawers.length - 1) * TILE_GAP) / drawers.length)
  return drawers.map((drawer, index) => ({
    drawer,
    box: {
      x: PAD + index * (width + TILE_GAP),
      y: bottomOf(band) + DRAWER_GAP,
      width,
      height: DRAWER_HEIGHT,
    },
  }))
}

function placeMounts(
  { tile, box }: PlacedTile,
  drawers: readonly PlacedDrawer[],
): readonly PlacedMount[] {
  return tile.mounts.filter(isShown).flatMap((mount, index) => {
    const target = drawers.find(({ drawer }) => drawer.name === mount.volume)
    if (target === undefined) return []
    const from = { x: box.x + mountX(index), y: box.y + mountY(index) + DOT }
    return [
      {
        id: `${tile.name}:${mount.path}`,
        tile: tile.name,
        volume: mount.volume,
        isWanted: tile.presence === 'wanted' || target.drawer.presence === 'wanted',
        points: lineTo(target.box, from),
      },
    ]
  })
}

/** Straight down where the drawer is below, else along the gap above the drawers. */
function lineTo(drawer: Box, from: Point): readonly Point[] {
  const isAbove = from.x >= drawer.x + 8 && from.x <= rightOf(drawer) - 8
  if (isAbove) return [from, { x: from.x, y: drawer.y }]
  const x = from.x < drawer.x ? drawer.x + 24 : rightOf(drawer) - 24
  const along = drawer.y - DRAWER_GAP / 2
  return [from, { x: from.x, y: along }, { x, y: along }, { x, y: drawer.y }]
}
