/** The chip in a USB-to-serial cable, by its maker's number: what whoever helps on the telephone asks for first. */
const chips = new Map([
  [0x0403, 'FTDI'],
  [0x067b, 'PL2303'],
  [0x10c4, 'CP210x'],
  [0x1a86, 'CH340'],
])

/** null: none that is known, or a port that tells nothing of itself. */
export const cableChip = (vendorId: number | null): string | null =>
  vendorId === null ? null : (chips.get(vendorId) ?? null)
