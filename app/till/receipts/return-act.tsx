/** The acts of a receipt, and among them its return; or in words why there is none. */
'use client'
import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import type { Order } from '../../../lib/domain/order/order.ts'
import type { Receipt, SeenBy } from '../../../lib/domain/till/receipt.ts'
import { unlessDialog, useKeys } from '../../_ui/keys.ts'
import { useReasons } from '../../_ui/reasons.ts'
import { useOne } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import type { Till } from '../use-till.ts'
import classes from './receipt-view.module.css'
import { ReturnDialog } from './return-dialog.tsx'
import type { Returned } from './returned.ts'
import { whyNoReturn } from './why-no-return.ts'
import { receiptsWords } from './words.ts'

export function ReturnAct({
  till,
  receipt,
  returned,
  seen = null,
  children,
}: {
  till: Till
  receipt: Receipt
  returned: Returned
  /** How this till sees a receipt of another one. */
  seen?: SeenBy | null
  /** What else is done with it. */
  children?: ReactNode
}) {
  const t = useWords(receiptsWords)
  const reasons = useReasons()
  const [isReturning, setReturning] = useState(false)
  const order = useOne<Order>('order', receipt.order ? receipt.orderId : null)
  const isRead = order !== undefined
  const why = isRead ? whyNoReturn(receipt, { order: order?.body ?? null, returned }) : null
  const isPossible = isRead && why === null
  const startReturn = () => setReturning(true)
  useKeys(isPossible && till.shift ? [{ key: 'F9', label: t('returnGoods'), run: unlessDialog(startReturn) }] : [])
  return (
    <>
      <div className={classes.acts}>
        {children}
        {isPossible && (
          <Button
            size="lg"
            leftSection={<IconArrowBackUp size={22} aria-hidden />}
            onClick={startReturn}
            disabled={!till.shift}
            title="F9"
          >
            {t('returnGoods')}
          </Button>
        )}
      </div>
      {why !== null && why !== 'nothingSold' && (
        <p className={classes.soft}>{typeof why === 'string' ? t(why) : reasons.refusal(why.reason, why.params)}</p>
      )}
      {isPossible && till.shift === null && <p className={classes.soft}>{t('needsShift')}</p>}
      {isReturning && till.shift && (
        <ReturnDialog
          shift={till.shift}
          receipt={receipt}
          returned={returned}
          seen={seen}
          onClose={() => setReturning(false)}
        />
      )}
    </>
  )
}
