/** An order for a customer on the phone: who, what, where, when, how. Kept on the device until it is made. */
'use client'
import { Button, Textarea } from '@mantine/core'
import { useEffect, useId, useState, type FormEvent } from 'react'
import { useFormat } from '../../_ui/format.ts'
import { useKeys } from '../../_ui/keys.ts'
import { LoadingRows } from '../../_ui/loading.tsx'
import { useNotice } from '../../_ui/notice.tsx'
import { usePlace } from '../../_ui/place.ts'
import { useAct, useWorkplace } from '../../_ui/use-workplace.ts'
import { baseWords } from '../../_ui/words.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { chosenAddress, emptyDraft, isEmpty, problemOf, submitPayload, withCustomer } from './draft.ts'
import { DraftAddress } from './draft-address.tsx'
import { DraftCustomer } from './draft-customer.tsx'
import { DraftLines } from './draft-lines.tsx'
import { DraftPayment } from './draft-payment.tsx'
import { DraftWindow } from './draft-window.tsx'
import classes from './new-order-screen.module.css'
import { useDraft, type DraftState } from './use-draft.ts'
import { newOrderWords } from './words.ts'

export default function NewOrderScreen({ forCustomer }: { forCustomer: string | null }) {
  const t = useWords(newOrderWords)
  const state = useDraft()
  const { draft, change, changeCart, goods } = state
  const { go } = usePlace()
  const formId = useId()
  const { submit, problem, busy } = useSubmit(state)

  useEffect(() => {
    if (forCustomer === null) return
    if (draft.customerId !== forCustomer) change(withCustomer(draft, forCustomer))
    go('new', { replace: true })
  }, [forCustomer, draft, change, go])
  useKeys([{ key: 'Ctrl+Enter', label: t('keySubmit'), run: () => void submit() }])

  if (goods === null) return <LoadingRows height={120} rows={4} />
  return (
    <form
      id={formId}
      className={classes.screen}
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void submit()
      }}
    >
      <div className={classes.body}>
        <h2 className="r-only-heard">{t('title')}</h2>
        <div className={classes.columns}>
          <div className={classes.column}>
            <DraftCustomer state={state} />
            <DraftAddress state={state} />
            <DraftWindow state={state} />
          </div>
          <div className={classes.column}>
            <DraftLines state={state} />
            <DraftPayment state={state} />
            <section className={classes.part}>
              <Textarea
                label={t('note')}
                value={draft.cart.note}
                onChange={(event) => changeCart({ note: event.currentTarget.value })}
                maxLength={1000}
                rows={2}
              />
            </section>
          </div>
        </div>
      </div>
      <Foot state={state} problem={problem} busy={busy} formId={formId} />
    </form>
  )
}

function Foot({
  state: { draft, change, priced },
  problem,
  busy,
  formId,
}: {
  state: DraftState
  problem: string | null
  busy: boolean
  formId: string
}) {
  const t = useWords(newOrderWords)
  const base = useWords(baseWords)
  const format = useFormat()
  const notice = useNotice()
  const clear = () => {
    const before = draft
    change(emptyDraft)
    notice({ tone: 'info', text: t('cleared'), action: { label: base('undo'), run: () => change(before) } })
  }
  return (
    <footer className={classes.foot}>
      <p className={classes.problem} role="status">
        {problem}
      </p>
      <p className={classes.total}>
        {base('total')}{' '}
        <strong>
          {format.money(priced.totalMinor)}
          {priced.totalPoints > 0 && ` + ${format.points(priced.totalPoints)}`}
        </strong>
      </p>
      <Button variant="default" onClick={clear} disabled={isEmpty(draft)}>
        {t('clear')}
      </Button>
      <Button type="submit" form={formId} loading={busy} disabled={problem !== null} title="Ctrl + Enter">
        {t('submit')}
      </Button>
    </footer>
  )
}

/** A new address goes to the card first: the order then names it there. Both are acts of their own, sent in order. */
function useSubmit(state: DraftState): { submit: () => Promise<void>; problem: string | null; busy: boolean } {
  const { draft, customer, priced, change } = state
  const t = useWords(newOrderWords)
  const format = useFormat()
  const workplace = useWorkplace()
  const notice = useNotice()
  const act = useAct()
  const { go } = usePlace()
  const [busy, setBusy] = useState(false)
  const [typedAddressId, setTypedAddressId] = useState(() => workplace.newId())
  const problem = useProblem(state)

  const submit = async () => {
    if (problem !== null || busy || draft.customerId === null) return
    setBusy(true)
    try {
      const payload = submitPayload(draft, customer ?? null, priced, typedAddressId)
      if (chosenAddress(draft, customer ?? null) === null && payload.address) {
        const { raw, note } = payload.address
        const flags = { autoAccept: false, neverAutoAccept: false, receiptContact: null }
        const address = { id: typedAddressId, raw, verified: raw, note, ...flags }
        const saved = await act('customer.setAddress', { kind: 'customer', id: draft.customerId }, address)
        if (saved.kind !== 'done') return
      }
      const orderId = draft.cart.orderId
      const result = await act('order.submit', { kind: 'order', id: orderId }, payload)
      if (result.kind !== 'done') return
      change(emptyDraft)
      setTypedAddressId(workplace.newId())
      notice({ tone: 'good', text: `${t('done')}, ${format.money(priced.totalMinor)}` })
      go(`orders/${orderId}`)
    } finally {
      setBusy(false)
    }
  }
  return { submit, problem, busy }
}

function useProblem({ draft, customer, balance, priced }: DraftState): string | null {
  const t = useWords(newOrderWords)
  const problem = problemOf(draft, customer ?? null, priced)
  if (problem !== null) return t(problem)
  const points = balance?.points ?? 0
  if (balance !== null && priced.totalPoints > points)
    return t('needPoints', { needed: priced.totalPoints, balance: points })
  return null
}
