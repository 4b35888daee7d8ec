/** An open line to a printer, whatever it is made of. `lib/platform/ports` implements it, and gives scanners the same. */
export interface PrinterPort {
  /** For the log: `COM`, `USB 1a86:7523`. */
  readonly name: string
  /** Resolves when the bytes are taken, which is not when they are sent. Throws `PortError`. */
  write(bytes: Uint8Array): Promise<void>
  /** Called with whatever comes, in pieces of any size. Returns the stopper. */
  onBytes(listener: (bytes: Uint8Array) => void): () => void
  /** Some bytes from the printer were garbled on the way and are missing. */
  onGarbled(listener: () => void): () => void
  /** Called once, when the line is dead: pulled out, or closed by the system. Not called after `close`. */
  onLost(listener: () => void): () => void
  /** Throws away what was taken and not sent. */
  discard(): Promise<void>
  close(): Promise<void>
}

export class PortError extends Error {
  /** `busy`: another tab or program has it, or the system refuses. `lost`: it is not there any more. */
  readonly reason: 'busy' | 'lost'
  constructor(reason: PortError['reason'], options?: ErrorOptions) {
    super(reason === 'busy' ? 'The port could not be opened' : 'The device is no longer connected', options)
    this.name = 'PortError'
    this.reason = reason
  }
}

/** Time, as far as printing needs it. */
export interface PrintClock {
  /** Epoch ms. */
  now(): number
  /** Ms that only grow, whatever the clock is set to, for waiting; absent: as `now`. */
  steady?: () => number
  /** Returns a canceller. */
  after(ms: number, run: () => void): () => void
}
