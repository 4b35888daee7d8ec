/** The code on a receipt's paper: which receipt it is, for a scanner to find again. It proves nothing. */
const prefix = 'RODNIK:'

export const receiptCode = (receiptId: string): string => prefix + receiptId

/** null: no code of ours. */
export const parseReceiptCode = (code: string): string | null =>
  code.trim().startsWith(prefix) ? code.trim().slice(prefix.length) : null
