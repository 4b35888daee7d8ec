/** What a printer says of itself. */
export type PrinterStatus = {
  online: boolean
  coverOpen: boolean
  paper: 'ok' | 'nearEnd' | 'out'
  /** Somebody holds the feed button. */
  feeding: boolean
  /** `cutter` and `recoverable` go away when a person clears them, `unrecoverable` means switching off. */
  error: null | 'cutter' | 'recoverable' | 'unrecoverable'
  /** Level of the drawer's switch. Which level means open depends on the drawer. */
  drawerSignal: boolean
}

export const allWell: PrinterStatus = {
  online: true,
  coverOpen: false,
  paper: 'ok',
  feeding: false,
  error: null,
  drawerSignal: false,
}

/** Why nothing comes out although the printer is there; null: nothing known against it. The first thing to mend. */
export type Obstacle = 'coverOpen' | 'paperOut' | 'feeding' | 'cutter' | 'error' | 'offline'

export function obstacleIn(status: PrinterStatus): Obstacle | null {
  if (status.coverOpen) return 'coverOpen'
  if (status.paper === 'out') return 'paperOut'
  if (status.error === 'cutter') return 'cutter'
  if (status.error !== null) return 'error'
  if (status.feeding) return 'feeding'
  return status.online ? null : 'offline'
}

/** The answer to `DLE EOT n`, as far as it speaks. */
export function readAnswer(question: 1 | 2 | 3 | 4, byte: number): Partial<PrinterStatus> {
  const has = (bit: number) => (byte & (1 << bit)) !== 0
  switch (question) {
    case 1:
      return { drawerSignal: has(2), online: !has(3) }
    case 2:
      // Bit 6 says only that there is an error; which one, question 3 tells.
      return { coverOpen: has(2), feeding: has(3), ...(has(5) ? { paper: 'out' as const } : {}) }
    case 3:
      return { error: errorOf({ cutter: has(3), unrecoverable: has(5), recoverable: has(2) || has(6) }) }
    case 4:
      return { paper: has(5) || has(6) ? 'out' : has(2) || has(3) ? 'nearEnd' : 'ok' }
  }
}

/** The four bytes that a printer sends by itself when something changes (`GS a`). */
export function readPacket(bytes: readonly number[]): PrinterStatus {
  const [first = 0, second = 0, third = 0] = bytes
  const has = (byte: number, bit: number) => (byte & (1 << bit)) !== 0
  return {
    drawerSignal: has(first, 2),
    online: !has(first, 3),
    coverOpen: has(first, 5),
    feeding: has(first, 6),
    error: errorOf({
      cutter: has(second, 3),
      unrecoverable: has(second, 5),
      recoverable: has(second, 2) || has(second, 6),
    }),
    paper: paperOf(third),
  }
}

/** The low four bits of the third byte of a packet, and of the answer to `GS r 1`. */
export function paperOf(byte: number): PrinterStatus['paper'] {
  if ((byte & 0x0c) !== 0) return 'out'
  return (byte & 0x03) !== 0 ? 'nearEnd' : 'ok'
}

function errorOf(found: { cutter: boolean; unrecoverable: boolean; recoverable: boolean }): PrinterStatus['error'] {
  if (found.unrecoverable) return 'unrecoverable'
  if (found.cutter) return 'cutter'
  return found.recoverable ? 'recoverable' : null
}
