/** The windows of an order's acts, in one part of the app that is fetched before the first press. */
'use client'
import type { Customer } from '../../../lib/domain/customer/customer.ts'
import type { Order } from '../../../lib/domain/order/order.ts'
import { AssignDialog } from './assign-dialog.tsx'
import { CancelRestDialog } from './cancel-rest-dialog.tsx'
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

export default function OrderDialog({ kind, ...props }: OrderDialogProps & { kind: OrderDialogKind }) {
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
    case 'assign':
      return <AssignDialog {...props} />
    case 'note':
      return <NoteDialog {...props} />
    case 'verifyAddress':
      return <VerifyAddressDialog {...props} />
  }
}
