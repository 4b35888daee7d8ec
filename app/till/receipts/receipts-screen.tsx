/**
 * The receipts of this till: the list, and beside it (on narrow screens over it) the chosen one.
 *
 *     #receipts              the list
 *     #receipts/<id>         one of them
 *     #receipts/foreign      a return of a receipt that this till does not have
 *     #receipts/foreign/<c>  of the one whose code was scanned
 */
'use client'
import { Button } from '@mantine/core'
import { IconArrowBackUp, IconReceipt } from '@tabler/icons-react'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { Empty } from '../../_ui/empty.tsx'
import { isDialogOpen, unlessDialog, useKeys } from '../../_ui/keys.ts'
import { LoadingRows } from '../../_ui/loading.tsx'
import { placeHref, usePlace } from '../../_ui/place.ts'
import { typeInto } from '../../_ui/scan/use-key-scanner.ts'
import { SearchField } from '../../_ui/search-field.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import { useScanner } from '../scan/use-scanner.ts'
import { useReceipts } from '../use-receipts.ts'
import type { Till } from '../use-till.ts'
import { ForeignReturn } from './foreign-return.tsx'
import { ReceiptList } from './receipt-list.tsx'
import { receiptRows } from './receipt-rows.ts'
import { ReceiptView } from './receipt-view.tsx'
import classes from './receipts-screen.module.css'
import { bareScan, foreignPlace, placeOfScanned } from './scanned-receipt.ts'
import { searchReceipts } from './search-receipts.ts'
import { receiptsWords } from './words.ts'

export default function ReceiptsScreen({ till, openId }: { till: Till; openId: string | null }) {
  const t = useWords(receiptsWords)
  const receipts = useReceipts(till.id)
  const [typed, setTyped] = useState('')
  const searched = useDeferredValue(typed)
  const found = useMemo(() => receipts && searchReceipts(receipts, searched), [receipts, searched])
  const rows = useMemo(() => found && receiptRows(found), [found])
  const { parts, go } = usePlace()
  const code = parts[2] ?? null
  const foreignNumber = useRef<HTMLInputElement>(null)
  const openForeign = () => {
    flushSync(() => go(`receipts/${foreignPlace}`))
    foreignNumber.current?.focus()
  }
  useKeys([{ key: 'F4', label: t('withoutReceipt'), run: unlessDialog(openForeign) }])
  useScanner((raw) => {
    const place = placeOfScanned(raw)
    if (place !== null && !isDialogOpen()) go(place)
    else typeInto(document.activeElement, bareScan(raw))
  })
  return (
    <div className={classes.screen} data-open={openId !== null || undefined}>
      <section className={classes.side} aria-label={t('list')}>
        <div className={classes.tools}>
          <SearchField
            label={t('searchLabel')}
            placeholder={t('search')}
            keyLabel={t('searchLabel')}
            typed={typed}
            setTyped={setTyped}
          />
          <Button
            component="a"
            href={placeHref('receipts', foreignPlace)}
            variant="default"
            title="F4"
            leftSection={<IconArrowBackUp size={22} aria-hidden />}
          >
            {t('withoutReceipt')}
          </Button>
        </div>
        {rows === null ? (
          <LoadingRows />
        ) : rows.length > 0 ? (
          <ReceiptList rows={rows} openId={openId} />
        ) : typed.trim() === '' ? (
          <Empty icon={<IconReceipt size={36} />} title={t('noReceipts')} text={t('noReceiptsText')} />
        ) : (
          <Empty icon={<IconReceipt size={36} />} title={t('nothingFound')} text={t('nothingFoundText')} />
        )}
      </section>
      <section className={classes.main}>
        {openId === null ? (
          <p className={classes.choose}>{t('choose')}</p>
        ) : openId === foreignPlace ? (
          <ForeignReturn till={till} code={code} field={foreignNumber} />
        ) : (
          <ReceiptView key={openId} till={till} receiptId={openId} />
        )}
      </section>
    </div>
  )
}
