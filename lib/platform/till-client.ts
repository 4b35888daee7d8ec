/** The till's questions, asked of the server. Every failure comes out as `TransportError`. */
import type { TillApi } from '../protocol/till.ts'
import { call, type Api } from './api-client.ts'

export const createTillApi = ({ till }: Api): TillApi => ({
  receipts: (input) => call(till.receipts.query(input)),
})
