/** A receipt of another till, as the server or its signed paper tells it, and its return. */
'use client'
import { Button } from '@mantine/core'
import { IconArrowBackUp, IconCloudCheck, IconQrcode } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { Order } from '../../../lib/domain/order/order.ts'
import { notAtTill } from '../../../lib/domain/till/counter-return.ts'
import type { Receipt, SeenBy } from '../../../lib/domain/till/receipt.ts'
import { unlessDialog, useKeys } from '../../_ui/keys.ts'
import { LoadingRows } from '../../_ui/loading.tsx'
import { useReasons } from '../../_ui/reasons.ts'
import { useOne } from '../../_ui/use-workplace.ts'
import { When } from '../../_ui/when.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import { writeReceiptNumber } from '../print/receipt-number.ts'
import { useReceipts } from '../use-receipts.ts'
import type { Till } from '../use-till.ts'
import classes from './foreign-return.module.css'
import { kindKeys } from './receipt-kinds.ts'
import { ReceiptLines } from './receipt-lines.tsx'
import { ReceiptMoney } from './receipt-money.tsx'
import view from './receipt-view.module.css'
import { isPointsOnPaper } from './return-cart.ts'
import { ReturnDialog } from './return-dialog.tsx'
import { foreignReturned, isAnythingLeft } from './returned.ts'
import type { Finding } from './use-find-receipt.ts'
import { receiptsWords } from './words.ts'

export function FoundReceipt({
  till,
  receipt,
  counted,
  seen,
  said,
}: {
  till: Till
  receipt: Receipt
  counted: Record<string, number> | null
  seen: SeenBy
  said: Extract<Finding, { kind: 'found' }>['said']
}) {
  const t = useWords(receiptsWords)
  const own = useReceipts(till.id)
  const [isReturning, setReturning] = useState(false)
  const returned = useMemo(() => own && foreignReturned(receipt, counted, own), [receipt, counted, own])
  const reasons = useReasons()
  const order = useOne<Order>('order', receipt.order ? receipt.orderId : null)
  const isRead = returned !== null && order !== undefined
  const whyNot = isRead ? notAtTill(receipt, order?.body) : null
  const isUnseenPoints = isPointsOnPaper(receipt)
  const isLeft = isRead && isAnythingLeft(receipt, returned) && whyNot === null && !isUnseenPoints
  const startReturn = () => setReturning(true)
  useKeys(isLeft && till.shift ? [{ key: 'F9', label: t('returnGoods'), run: unlessDialog(startReturn) }] : [])
  if (!isRead) return <LoadingRows />
  const number = writeReceiptNumber({ shift: receipt.shiftNumber, number: receipt.number })
  const Icon = seen === 'server' ? IconCloudCheck : IconQrcode
  return (
    <section className={classes.found} aria-label={t('foundTitle', { number })}>
      <header className={view.head}>
        <h3>{t('receiptTitle', { kind: t(kindKeys[receipt.kind]), number })}</h3>
        <p className={view.soft}>
          {receipt.tillName} · <When at={receipt.at} />
          {receipt.byName !== '' && ` · ${t('madeBy', { name: receipt.byName })}`}
        </p>
      </header>
      <p className={classes.said} data-tone={seen === 'server' ? 'good' : 'info'}>
        <Icon size={22} aria-hidden />
        <span>{t(said)}</span>
      </p>
      <div className={view.acts}>
        {isLeft && (
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
      {whyNot && <p className={view.soft}>{reasons.refusal(whyNot.reason, whyNot.params)}</p>}
      {isUnseenPoints && <p className={view.soft}>{t('pointsOnPaper')}</p>}
      {!isLeft && !whyNot && !isUnseenPoints && <p className={view.soft}>{t('nothingLeft')}</p>}
      {isLeft && till.shift === null && <p className={view.soft}>{t('needsShift')}</p>}
      <ReceiptLines receipt={receipt} returned={returned} />
      <ReceiptMoney receipt={receipt} />
      {isReturning && till.shift && (
        <ReturnDialog
          shift={till.shift}
          receipt={receipt}
          returned={returned}
          seen={seen}
          onClose={() => setReturning(false)}
        />
      )}
    </section>
  )
}
