/** What stands on the customer's screen between sales; kept on this device. */
export const customerScreenKey = 'till.customerScreen'

export type CustomerScreen = { words: string; image: string | null }

export const screenAtStart: CustomerScreen = { words: '', image: null }
