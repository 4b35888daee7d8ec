/** A port as a till's settings keep it. It has no lasting name: two cables of one make, and any two COM ports, are alike. */
import type { SerialLine } from './browser-devices.ts'
import type { FoundPort, Road } from './device-ports.ts'

export type RememberedPort = SerialLine & { road: Road; vendorId: number | null; productId: number | null }

type Look = Pick<RememberedPort, 'road' | 'vendorId' | 'productId'>

/** Could be it, as far as ports tell of themselves. */
export const isAlike = (one: Look, other: Look | null): boolean =>
  other !== null && one.road === other.road && one.vendorId === other.vendorId && one.productId === other.productId

export const remember = ({ road, vendorId, productId }: FoundPort, line: SerialLine): RememberedPort => ({
  ...line,
  road,
  vendorId,
  productId,
})
