/** A receipt of another till, as the server or its signed paper tells it, and its return. */
'use client'
import { IconCloudCheck, IconQrcode } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { Receipt, SeenBy } from '../../../lib/domain/till/receipt.ts'
import { LoadingRows } from '../../_ui/loading.tsx'
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
import { ReturnAct } from './return-act.tsx'
import { foreignReturned } from './returned.ts'
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
  const returned = useMemo(() => own && foreignReturned(receipt, counted, own), [receipt, counted, own])
  if (returned === null) return <LoadingRows />
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
      <ReturnAct till={till} receipt={receipt} returned={returned} seen={seen} />
      <ReceiptLines receipt={receipt} returned={returned} />
      <ReceiptMoney receipt={receipt} />
    </section>
  )
}
