/** The windows of an order's acts, in one part of the app that is fetched before the first press. */
'use client'
import type { Customer } from '../../../lib/domain/customer/customer.ts'
import type { Order } from '../../../lib/domain/order/order.ts'
import { AssignDialog } from './assign-dialog.tsx'
import { CancelRestDialog } from './cancel-rest-dialog.tsx'
import { CorrectPaymentDialog } from './correct-payment-dialog.tsx'
import DeclineDialog from './decline-dialog.tsx'
import { NoteDialog } from './note-dialog.tsx'
import type { OrderDialogKind } from './order-view.tsx'
import { PayDialog } from './pay-dialog.tsx'
import { ReturnDialog } from './return-dialog.tsx'
import { VerifyAddressDialog } from './verify-address-dialog.tsx'
import { VoidDialog } from './void-dialog.tsx'

export type OrderDialogProps = {
  order: Order
  /** null: not on this device. */
  customer: Customer | null
  /** What stands on the customer's accounts; null where it is not known here. */
  balance: Record<string, number> | null
  onClose: () => void
}

type Props = OrderDialogProps & {
  kind: OrderDialogKind
  /** Which one is corrected. */
  paymentId: string | null
}

export default function OrderDialog({ kind, paymentId, ...props }: Props) {
  switch (kind) {
    case 'decline':
      return <DeclineDialog {...props} />
    case 'cancelRest':
      return <CancelRestDialog {...props} />
    case 'return':
      return <ReturnDialog {...props} />
    case 'void':
      return <VoidDialog {...props} />
    case 'pay':
      return <PayDialog {...props} />
    case 'correctPayment':
      return <CorrectPaymentDialog {...props} paymentId={paymentId} />
    case 'assign':
      return <AssignDialog {...props} />
    case 'note':
      return <NoteDialog {...props} />
    case 'verifyAddress':
      return <VerifyAddressDialog {...props} />
  }
}
