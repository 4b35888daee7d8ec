/**
 * A return of a receipt that this till does not hold: found by its number or code, at the server or on its signed paper;
 * what nobody can find is typed from the paper.
 */
'use client'
import { Button, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState, type RefObject } from 'react'
import { BackLink } from '../../_ui/back-link.tsx'
import { Money } from '../../_ui/money.tsx'
import { usePlace } from '../../_ui/place.ts'
import { useFormat } from '../../_ui/format.ts'
import { useOne } from '../../_ui/use-workplace.ts'
import { When } from '../../_ui/when.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import type { Receipt } from '../../../lib/domain/till/receipt.ts'
import { readCode } from '../../../lib/domain/till/receipt-code.ts'
import type { FoundReceipt as Found } from '../../../lib/workplace-types.ts'
import { writeReceiptNumber } from '../print/receipt-number.ts'
import type { Till } from '../use-till.ts'
import { ForeignForm } from './foreign-form.tsx'
import classes from './foreign-return.module.css'
import { FoundReceipt } from './found-receipt.tsx'
import view from './receipt-view.module.css'
import { useFindReceipt, type Finding } from './use-find-receipt.ts'
import { receiptsWords } from './words.ts'

/** `code`: scanned elsewhere; null: nothing was scanned yet. `field`: where the number is typed. */
export function ForeignReturn({
  till,
  code,
  field,
}: {
  till: Till
  code: string | null
  field: RefObject<HTMLInputElement | null>
}) {
  const t = useWords(receiptsWords)
  const { finding, isReady, find, choose, forget } = useFindReceipt()
  const [typed, setTyped] = useState('')
  const [isByHand, setByHand] = useState(false)
  const { go } = usePlace()
  const asked = useRef<string | null>(null)
  const named = code === null ? null : receiptIdOf(code)
  const own = useOne<Receipt>('receipt', named)
  useEffect(() => {
    if (code === null || !isReady || asked.current === code || (named !== null && own === undefined)) return
    asked.current = code
    // This till holds it: nobody has to be asked.
    if (own) go(`receipts/${encodeURIComponent(own.id)}`, { replace: true })
    else {
      setByHand(false)
      find(code)
    }
  }, [code, isReady, named, own, go, find])
  return (
    <article className={view.view}>
      <BackLink to="receipts" className={view.back}>
        {t('back')}
      </BackLink>
      <header className={view.head}>
        <h2>{t('withoutReceipt')}</h2>
        {finding.kind !== 'found' && <p className={view.soft}>{t('foreignText')}</p>}
      </header>
      <form
        className={classes.find}
        role="search"
        onSubmit={(event) => {
          event.preventDefault()
          setByHand(false)
          if (typed.trim() !== '') find(typed)
        }}
      >
        <TextInput
          ref={field}
          label={t('foreignNumber')}
          description={t('foreignNumberHint')}
          size="lg"
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            forget()
          }}
        />
        <Button
          type="submit"
          size="lg"
          loading={finding.kind === 'asking'}
          leftSection={<IconSearch size={22} aria-hidden />}
          disabled={typed.trim() === ''}
        >
          {t('findIt')}
        </Button>
      </form>
      <Answer till={till} finding={finding} choose={choose} isByHand={isByHand} byHand={() => setByHand(true)} />
      {finding.kind === 'nothing' && !isByHand && (
        <Button variant="subtle" size="lg" className={classes.byHand ?? ''} onClick={() => setByHand(true)}>
          {t('typeByHand')}
        </Button>
      )}
      {finding.kind === 'nothing' && isByHand && <ByHand till={till} named={null} totalMinor={null} />}
    </article>
  )
}

function Answer({
  till,
  finding,
  choose,
  isByHand,
  byHand,
}: {
  till: Till
  finding: Finding
  choose: (found: Found) => void
  isByHand: boolean
  byHand: () => void
}) {
  const t = useWords(receiptsWords)
  const format = useFormat()
  switch (finding.kind) {
    case 'nothing':
    case 'asking':
      return null
    case 'choose':
      return <Choice till={till} found={finding.found} choose={choose} />
    case 'found':
      return <FoundReceipt key={finding.receipt.id} till={till} {...finding} />
    case 'said': {
      const total = finding.byHand?.totalMinor ?? null
      return (
        <>
          <p role="alert" className={classes.said} data-tone={finding.tone}>
            {t(finding.said)}
            {total !== null && ` ${t('signedTotal', { amount: format.money(total, 'RUB', 'always') })}`}
          </p>
          {finding.byHand && !isByHand && (
            <Button variant="default" size="lg" className={classes.byHand ?? ''} onClick={byHand}>
              {t('typeByHand')}
            </Button>
          )}
          {finding.byHand && isByHand && (
            <ByHand till={till} named={finding.byHand.receiptId} totalMinor={finding.byHand.totalMinor} />
          )}
        </>
      )
    }
  }
}

function ByHand({ till, named, totalMinor }: { till: Till; named: string | null; totalMinor: number | null }) {
  const t = useWords(receiptsWords)
  if (!till.shift) return <p>{t('needsShift')}</p>
  return <ForeignForm till={till} shift={till.shift} named={named} mostMinor={totalMinor} />
}

/** Every till has a receipt 3-0012: which one it is stands on the paper. */
function Choice({ till, found, choose }: { till: Till; found: readonly Found[]; choose: (found: Found) => void }) {
  const t = useWords(receiptsWords)
  const { go } = usePlace()
  return (
    <section className={classes.choice} aria-label={t('whichOne')}>
      <p>{t('whichOne')}</p>
      <ul>
        {found.map((one) => {
          const { receipt } = one
          const open = () =>
            receipt.tillId === till.id ? go(`receipts/${encodeURIComponent(receipt.id)}`) : choose(one)
          return (
            <li key={receipt.id}>
              <button type="button" onClick={open}>
                <strong>{receipt.tillName}</strong>
                <span className="r-figures">
                  № {writeReceiptNumber({ shift: receipt.shiftNumber, number: receipt.number })}
                </span>
                <span className={view.soft}>
                  <When at={receipt.at} /> · {receipt.byName}
                </span>
                <Money minor={receipt.totalMinor} fraction="always" />
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function receiptIdOf(code: string): string | null {
  const read = readCode(code)
  if (read.kind === 'named') return read.receiptId
  return read.kind === 'signed' ? read.receipt.receiptId : null
}
