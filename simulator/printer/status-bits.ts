// The bytes in which a printer tells its state, from the manuals' tables of DLE EOT, GS a and GS r.

export type Mechanics = {
  paper: 'ok' | 'nearEnd' | 'out'
  coverOpen: boolean
  feeding: boolean
  cutterJammed: boolean
  overheated: boolean
  broken: boolean
  drawerSignal: boolean
}

export const isOffline = (state: Mechanics): boolean =>
  state.coverOpen || state.feeding || state.paper === 'out' || hasError(state)

const hasError = ({ cutterJammed, overheated, broken }: Mechanics): boolean => cutterJammed || overheated || broken

const bits = (...places: (false | number)[]): number =>
  places.reduce<number>((byte, place) => (place === false ? byte : byte | (1 << place)), 0)

/** Answer to DLE EOT n. */
export function realTimeByte(n: number, state: Mechanics): number {
  const fixed = 0x12
  const near = state.paper !== 'ok'
  const out = state.paper === 'out'
  switch (n) {
    case 1:
      return fixed | bits(state.drawerSignal && 2, isOffline(state) && 3, state.feeding && 6)
    case 2:
      return fixed | bits(state.coverOpen && 2, state.feeding && 3, out && 5, hasError(state) && 6)
    case 3:
      return fixed | bits(state.cutterJammed && 3, state.broken && 5, state.overheated && 6)
    default:
      return fixed | bits(near && 2, near && 3, out && 5, out && 6)
  }
}

/** The four bytes of GS a. */
export const changePacket = (state: Mechanics): number[] => [
  0x10 | bits(state.drawerSignal && 2, isOffline(state) && 3, state.coverOpen && 5, state.feeding && 6),
  bits(state.cutterJammed && 3, state.broken && 5, state.overheated && 6),
  paperBits(state),
  0,
]

/** Answer to GS r 1. */
export const paperBits = ({ paper }: Mechanics): number => {
  const near = paper !== 'ok'
  const out = paper === 'out'
  return bits(near && 0, near && 1, out && 2, out && 3)
}
