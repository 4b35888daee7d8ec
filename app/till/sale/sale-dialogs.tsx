/** The windows over the sale. They come together in one part, fetched ahead, so that a key opens them at once. */
'use client'
import { LockDialog } from '../lock/lock-dialog.tsx'
import { OrdersDialog } from '../order/orders-dialog.tsx'
import { PayDialog } from '../pay/pay-dialog.tsx'
import type { PrintOutcome } from '../print/print-port.ts'
import { ApprovalDialog } from './approval-dialog.tsx'
import { CustomerDialog } from './customer-dialog.tsx'
import { LineDiscountDialog, SaleDiscountDialog } from './discount-dialog.tsx'
import { ParkDialog } from './park-dialog.tsx'
import { ParkedDialog } from './parked-dialog.tsx'
import { QuantityDialog } from './quantity-dialog.tsx'
import type { SaleDialog } from './sale-screen.tsx'

export default function SaleDialogs({
  dialog,
  open,
  onClose: close,
  onPrinted,
}: {
  dialog: SaleDialog
  open: (dialog: SaleDialog) => void
  onClose: () => void
  onPrinted: (outcome: PrintOutcome | null) => void
}) {
  switch (dialog) {
    case 'quantity':
      return <QuantityDialog onClose={close} />
    case 'lineDiscount':
      return <LineDiscountDialog onClose={close} />
    case 'saleDiscount':
      return <SaleDiscountDialog onClose={close} />
    case 'customer':
      return <CustomerDialog onClose={close} />
    case 'approval':
      return <ApprovalDialog onClose={close} onApproved={() => open('pay')} />
    case 'park':
      return <ParkDialog onClose={close} />
    case 'parked':
      return <ParkedDialog onClose={close} />
    case 'orders':
      return <OrdersDialog onClose={close} />
    case 'lock':
      return <LockDialog onClose={close} />
    case 'pay':
      return <PayDialog onClose={close} onPrinted={onPrinted} />
  }
}
