/** GA5, GA6: to whom a record is joined, what of it moves, and the one button that does it. */
'use client'
import { useDeferredValue, useId, useMemo, useState } from 'react'
import type { Customer } from '../../../lib/domain/customer/customer.ts'
import type { Shown } from '../../../lib/workplace-types.ts'
import { FormDialog } from '../../_ui/form-dialog.tsx'
import { useFormat } from '../../_ui/format.ts'
import { useNotice } from '../../_ui/notice.tsx'
import { SearchField } from '../../_ui/search-field.tsx'
import { useAct } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { deskWords } from '../words.ts'
import classes from './join-dialog.module.css'
import { Moves } from './join-moves.tsx'
import { searchCustomers } from './search-customers.ts'
import { mayBeJoinedTo, similarCustomers, type Likeness, type Similar } from './similar-customers.ts'
import { customerWords } from './words.ts'

const mostShown = 6

export const likenessKeys = {
  phone: 'samePhone',
  email: 'sameEmail',
  name: 'sameName',
  address: 'sameAddress',
  nearAddress: 'nearAddress',
  nearName: 'nearName',
} as const satisfies Record<Likeness, string>

export function JoinDialog({
  customer,
  all,
  chosen: chosenFirst,
  onClose,
}: {
  customer: Customer
  all: readonly Shown<Customer>[]
  /** The card that the dialog was opened from; null: none yet. */
  chosen: string | null
  onClose: () => void
}) {
  const t = useWords(customerWords)
  const notice = useNotice()
  const act = useAct()
  // What this person saw: somebody who was faster must not be undone unseen (GB5).
  const [from] = useState(customer.joined?.customerId ?? null)
  const [chosenId, setChosen] = useState(chosenFirst)
  const target = all.find(({ id }) => id === chosenId)?.body

  const submit = async () => {
    if (!target) return false
    const payload = { customerId: target.id, from }
    const result = await act('customer.join', { kind: 'customer', id: customer.id }, payload)
    if (result.kind === 'done') notice({ tone: 'good', text: t('joinedNow', { name: target.name }) })
    return result.kind === 'done'
  }
  return (
    <FormDialog
      title={t(from === null ? 'joinTitle' : 'rejoinTitle', { name: customer.name })}
      act={t('join')}
      stay={t('notNow')}
      disabled={!target}
      width={620}
      onClose={onClose}
      onSubmit={submit}
    >
      <p>{t('joinText')}</p>
      <Choice customer={customer} all={all} chosenId={chosenId} onChoose={setChosen} />
      {target && <Moves customer={customer} to={target} />}
    </FormDialog>
  )
}

function Choice({
  customer,
  all,
  chosenId,
  onChoose,
}: {
  customer: Customer
  all: readonly Shown<Customer>[]
  chosenId: string | null
  onChoose: (id: string) => void
}) {
  const t = useWords(customerWords)
  const desk = useWords(deskWords)
  const name = useId()
  const [typed, setTyped] = useState('')
  const searched = useDeferredValue(typed.trim())
  const shown = useMemo(() => candidates(all, customer, searched, chosenId), [all, customer, searched, chosenId])
  return (
    <div
      className={classes.choice}
      onKeyDown={(event) => {
        // Enter ends the search or the choice; it must not join anybody yet.
        if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) event.preventDefault()
      }}
    >
      <SearchField
        label={t('joinFind')}
        placeholder={t('searchPlaceholder')}
        typed={typed}
        setTyped={setTyped}
        keyLabel={desk('keySearch')}
      />
      {shown.length === 0 && <p className={classes.soft}>{searched === '' ? t('noSimilar') : t('nothingFoundText')}</p>}
      <div role="radiogroup" aria-label={t('joinTo')} className={classes.rows}>
        {shown.map((one, index) => (
          <CandidateRow
            key={one.shown.id}
            group={name}
            candidate={one}
            isChosen={one.shown.id === chosenId}
            startsHere={chosenId === null ? index === 0 : one.shown.id === chosenId}
            onChoose={() => onChoose(one.shown.id)}
          />
        ))}
      </div>
    </div>
  )
}

/** Similar ones at first, those found when something is typed; whoever is chosen stays in sight. */
function candidates(
  all: readonly Shown<Customer>[],
  customer: Customer,
  searched: string,
  chosenId: string | null,
): Similar[] {
  const isPossible = ({ body }: Shown<Customer>) =>
    body.id !== customer.id && body.id !== customer.joined?.customerId && mayBeJoinedTo(body)
  const similar = similarCustomers(all.filter(isPossible), customer, all.length)
  const known = (shown: Shown<Customer>): Similar =>
    similar.find((one) => one.shown.id === shown.id) ?? { shown, likeness: [] }
  const listed =
    searched === ''
      ? similar.slice(0, mostShown)
      : searchCustomers(all.filter(isPossible), searched).slice(0, mostShown).map(known)
  if (chosenId === null || listed.some((one) => one.shown.id === chosenId)) return listed
  const chosen = all.find(({ id }) => id === chosenId)
  return chosen ? [known(chosen), ...listed] : listed
}

function CandidateRow({
  group,
  candidate: { shown, likeness },
  isChosen,
  startsHere,
  onChoose,
}: {
  group: string
  candidate: Similar
  isChosen: boolean
  startsHere: boolean
  onChoose: () => void
}) {
  const t = useWords(customerWords)
  const format = useFormat()
  const { name, phones, addresses } = shown.body
  const address = addresses[0]
  const told = [phones[0] && format.phone(phones[0]), address && (address.verified ?? address.raw)]
  return (
    <label className={classes.row} data-chosen={isChosen || undefined}>
      <input
        type="radio"
        name={group}
        checked={isChosen}
        onChange={onChoose}
        data-autofocus={startsHere || undefined}
      />
      <span className={classes.told}>
        <strong>{name}</strong>
        <span className={classes.soft}>{told.filter(Boolean).join(' · ')}</span>
        {likeness.length > 0 && (
          <span className={classes.likeness}>{likeness.map((one) => t(likenessKeys[one])).join(', ')}</span>
        )}
      </span>
    </label>
  )
}
