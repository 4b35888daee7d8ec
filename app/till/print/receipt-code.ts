/** The code on a receipt's paper: signed by this till, so that any other one can take the receipt for what it says. */
import { codedReceipt, namingCode, signable, writeCode } from '../../../lib/domain/till/receipt-code.ts'
import type { Receipt } from '../../../lib/domain/till/receipt.ts'
import type { Workplace } from '../../../lib/workplace-types.ts'

type Signing = Pick<Workplace['signing'], 'sign'>

/** A till that cannot sign prints which receipt it is. No receipt waits for its code: without a signature it is a receipt. */
export async function codeOnPaper(receipt: Receipt, signing: Signing): Promise<string> {
  try {
    const { content, message } = signable(codedReceipt(receipt))
    const signature = await signing.sign(message)
    if (signature) return writeCode(content, signature)
  } catch (cause) {
    console.error('The receipt could not be signed', cause)
  }
  return namingCode(receipt.id)
}
