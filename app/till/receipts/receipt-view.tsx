/** One receipt: what was sold, what of it came back, how it was paid; a copy on paper, a return. */
'use client'
import { Button } from '@mantine/core'
import { IconHourglass, IconPrinter, IconReceiptOff } from '@tabler/icons-react'
import type { Receipt } from '../../../lib/domain/till/receipt.ts'
import type { TillKey } from '../../../lib/domain/till/till-key.ts'
import { BackLink } from '../../_ui/back-link.tsx'
import { Empty } from '../../_ui/empty.tsx'
import { unlessDialog, useKeys } from '../../_ui/keys.ts'
import { LoadingRows } from '../../_ui/loading.tsx'
import { placeHref } from '../../_ui/place.ts'
import { Chip, NotSent } from '../../_ui/state-chip.tsx'
import { useOne, useTray } from '../../_ui/use-workplace.ts'
import { When } from '../../_ui/when.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import { isSeenOnPaper, originalsOf } from '../print/receipt-paper.ts'
import { receiptNumberOf, writeReceiptNumber } from '../print/receipt-number.ts'
import { usePrinting } from '../print/use-printing.ts'
import { usePrintSaid } from '../shift/use-print-said.ts'
import type { Till } from '../use-till.ts'
import { kindKeys, kindTones } from './receipt-kinds.ts'
import { ReceiptLines } from './receipt-lines.tsx'
import { ReceiptOrder } from './receipt-order.tsx'
import { ReceiptMoney } from './receipt-money.tsx'
import classes from './receipt-view.module.css'
import { tillOf } from './read-paper.ts'
import { ReturnAct } from './return-act.tsx'
import { useReturned } from './use-returned.ts'
import { receiptsWords } from './words.ts'

export function ReceiptView({ till, receiptId }: { till: Till; receiptId: string }) {
  const t = useWords(receiptsWords)
  const shown = useOne<Receipt>('receipt', receiptId)
  const returned = useReturned(till.id, receiptId)
  if (shown === undefined || returned === undefined) return <LoadingRows />
  return (
    <article className={classes.view}>
      <BackLink to="receipts" className={classes.back}>
        {t('back')}
      </BackLink>
      {shown === null ? (
        <Empty icon={<IconReceiptOff size={36} />} title={t('notHere')} text={t('notHereText')} />
      ) : (
        <>
          <Head receipt={shown.body} pending={shown.pending} />
          <ReturnAct till={till} receipt={shown.body} returned={returned}>
            <PrintCopy receiptId={receiptId} />
          </ReturnAct>
          <ReceiptLines receipt={shown.body} returned={returned} />
          <ReceiptMoney receipt={shown.body} />
        </>
      )}
    </article>
  )
}

function Head({ receipt, pending }: { receipt: Receipt; pending: number }) {
  const t = useWords(receiptsWords)
  const number = writeReceiptNumber({ shift: receipt.shiftNumber, number: receipt.number })
  // Sent and not decided yet: the office compares it with what others did.
  const isHeld = useTray().some(({ target, state }) => target.id === receipt.id && state === 'held')
  const names = [...new Set(receipt.approvals.map(({ byName }) => byName))].filter((name) => name !== '').join(', ')
  return (
    <header className={classes.head}>
      <h2>
        {t('receiptTitle', { kind: t(kindKeys[receipt.kind]), number })}
        {receipt.kind !== 'sale' && <Chip tone={kindTones[receipt.kind]}>{t(kindKeys[receipt.kind])}</Chip>}
        {isHeld ? (
          <Chip tone="amber" icon={<IconHourglass size={16} aria-hidden />}>
            {t('needsCheck')}
          </Chip>
        ) : (
          pending > 0 && <NotSent />
        )}
        {!isHeld && pending > 0 && isSeenOnPaper(receipt) && <Chip tone="amber">{t('comparedLater')}</Chip>}
      </h2>
      <p className={classes.soft}>
        <When at={receipt.at} /> · {t('madeBy', { name: receipt.byName })}
      </p>
      {receipt.customerName !== null && <p>{t('customer', { name: receipt.customerName })}</p>}
      <ReceiptOrder receipt={receipt} />
      {originalsOf(receipt).map((id) => (
        <Original key={id} receiptId={id} tillId={receipt.tillId} />
      ))}
      {receipt.reason !== null && <p>{t('reason', { reason: receipt.reason })}</p>}
      {receipt.ruling && (
        <p>
          {t(receipt.ruling.how === 'asItIs' ? 'ruledAsItIs' : 'ruledWrittenDown', {
            name: receipt.ruling.byName,
            reason: receipt.ruling.reason,
          })}
        </p>
      )}
      {names !== '' && <p>{t('allowedBy', { names })}</p>}
    </header>
  )
}

/** The receipt that goods came back of. Another till's number may be the same as this one's: the till is named. */
function Original({ receiptId, tillId }: { receiptId: string; tillId: string }) {
  const t = useWords(receiptsWords)
  const number = receiptNumberOf(receiptId)
  const isOwn = tillOf(receiptId) === tillId
  const other = useOne<TillKey>('tillKey', isOwn ? null : tillOf(receiptId))
  if (!isOwn) return <p>{t('ofForeignReceipt', { number, till: other?.body.tillName ?? t('someTill') })}</p>
  return (
    <p>
      <a href={placeHref('receipts', receiptId)} className={classes.link}>
        {t('ofReceipt', { number })}
      </a>
    </p>
  )
}

function PrintCopy({ receiptId }: { receiptId: string }) {
  const t = useWords(receiptsWords)
  const printing = usePrinting()
  const printed = usePrintSaid()
  const printCopy = () => printed(printing.printReceipt(receiptId, { isCopy: true }))
  useKeys([{ key: 'F8', label: t('printCopy'), run: unlessDialog(printCopy) }])
  return (
    <Button
      size="lg"
      variant="default"
      leftSection={<IconPrinter size={22} aria-hidden />}
      onClick={printCopy}
      title="F8"
    >
      {t('printCopy')}
    </Button>
  )
}
