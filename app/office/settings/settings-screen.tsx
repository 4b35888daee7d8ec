/** How the organisation sells: ways of paying, price lists, labels of its scales, rules of its tills, and how phones are typed. */
'use client'
import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { PriceType } from '../../../lib/domain/catalogue/catalogue.ts'
import type { Settings } from '../../../lib/domain/customer/customer.ts'
import { tenders } from '../../../lib/domain/order/order.ts'
import { LoadingRows } from '../../_ui/loading.tsx'
import { useNotice } from '../../_ui/notice.tsx'
import { tenderWord } from '../../_ui/order-words.ts'
import { useUnfinished } from '../../_ui/unfinished.ts'
import { useList, useOne, useWorkplace } from '../../_ui/use-workplace.ts'
import { baseWords } from '../../_ui/words.ts'
import { useLanguage, useWords } from '../../_ui/words-engine.ts'
import { ScreenHead } from '../asked.tsx'
import { failureSentence } from '../failure-sentence.ts'
import part from '../import/import.module.css'
import screen from '../screen.module.css'
import { officeWords } from '../words.ts'
import classes from './settings.module.css'
import { PhoneMaskPart } from './phone-mask-part.tsx'
import { draftOf, isSameDraft, withOne, type Draft } from './settings-draft.ts'
import { TillRulesPart } from './till-rules-part.tsx'
import { WeighedPart } from './weighed-part.tsx'
import { settingsWords } from './words.ts'

type Change = (change: Partial<Draft>) => void

export default function SettingsScreen() {
  const t = useWords(settingsWords)
  const settings = useOne<Settings>('settings', 'organisation')?.body
  const priceTypes = useList<PriceType>('priceType', { order: 'asc' })?.map(({ body }) => body)
  const [typed, setTyped] = useState<Draft | null>(null)
  /** Taken by the server and still on its way back here. */
  const [taken, setTaken] = useState<Draft | null>(null)
  const [isWrong, setWrong] = useState(false)
  /** Fields that keep what was typed begin anew. */
  const [undone, setUndone] = useState(0)
  const standing = settings && priceTypes ? draftOf(settings, priceTypes) : null
  const draft = typed ?? standing
  const isHere = standing !== null && typed !== null && isSameDraft(typed, standing)
  const isChanged = standing !== null && typed !== null && typed !== taken && !isHere
  useUnfinished(isChanged || isWrong)
  useEffect(() => {
    // From now on the form shows what stands, also what another administrator makes of it.
    if (isHere) setTyped(null)
  }, [isHere])

  return (
    <div className={screen.screen}>
      <ScreenHead title={t('title')} />
      {draft && priceTypes ? (
        <div className={part.parts}>
          <Paying draft={draft} change={(change) => setTyped({ ...draft, ...change })} />
          <PriceLists draft={draft} priceTypes={priceTypes} change={(change) => setTyped({ ...draft, ...change })} />
          <WeighedPart rules={draft.weighedCodes} change={(weighedCodes) => setTyped({ ...draft, weighedCodes })} />
          <TillRulesPart rules={draft.till} change={(till) => setTyped({ ...draft, till })} />
          <PhoneMaskPart
            key={undone}
            mask={draft.phoneMask}
            change={(phoneMask) => setTyped({ ...draft, phoneMask })}
            setWrong={setWrong}
          />
          <Save
            draft={draft}
            isChanged={isChanged || isWrong}
            isWrong={isWrong}
            onSaved={() => setTaken(typed)}
            undo={() => {
              setTyped(null)
              setWrong(false)
              setUndone(undone + 1)
            }}
          />
        </div>
      ) : (
        <LoadingRows height={160} rows={2} />
      )}
    </div>
  )
}

function Paying({ draft, change }: { draft: Draft; change: Change }) {
  const t = useWords(settingsWords)
  const language = useLanguage()
  const { paymentIntents } = draft
  return (
    <section className={part.part}>
      <h2>{t('payTitle')}</h2>
      <p className={`${screen.soft} ${classes.part}`}>{t('payText')}</p>
      <fieldset className={classes.choices} aria-label={t('payTitle')}>
        {tenders.map((tender) => (
          <div key={tender}>
            <Checkbox
              label={tenderWord(tender, language)}
              checked={paymentIntents.includes(tender)}
              onChange={(event) =>
                change({ paymentIntents: withOne(paymentIntents, tender, event.currentTarget.checked) })
              }
            />
          </div>
        ))}
      </fieldset>
      {paymentIntents.length === 0 && <p>{t('payNone')}</p>}
    </section>
  )
}

function PriceLists({ draft, priceTypes, change }: { draft: Draft; priceTypes: readonly PriceType[]; change: Change }) {
  const t = useWords(settingsWords)
  const { retailPriceTypeId, autoConfirm } = draft
  return (
    <section className={part.part}>
      <h2>{t('pricesTitle')}</h2>
      {priceTypes.length === 0 ? (
        <p className={screen.soft}>{t('noPriceLists')}</p>
      ) : (
        <>
          <NativeSelect
            className={classes.retail}
            label={t('retail')}
            description={t('retailText')}
            inputWrapperOrder={['label', 'input', 'description']}
            value={retailPriceTypeId ?? ''}
            onChange={(event) => change({ retailPriceTypeId: event.currentTarget.value || null })}
            data={[
              ...(retailPriceTypeId === null ? [{ value: '', label: t('retailNone') }] : []),
              ...priceTypes.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <fieldset className={classes.choices}>
            <legend>{t('autoTitle')}</legend>
            <p className={`${screen.soft} ${classes.part}`}>{t('autoText')}</p>
            {priceTypes.map(({ id, name }) => (
              <div key={id}>
                <Checkbox
                  label={name}
                  checked={autoConfirm.includes(id)}
                  onChange={(event) => change({ autoConfirm: withOne(autoConfirm, id, event.currentTarget.checked) })}
                />
              </div>
            ))}
          </fieldset>
        </>
      )}
    </section>
  )
}

function Save({
  draft,
  isChanged,
  isWrong,
  onSaved,
  undo,
}: {
  draft: Draft
  isChanged: boolean
  /** Something typed cannot be saved; it says so itself. */
  isWrong: boolean
  onSaved: () => void
  undo: () => void
}) {
  const t = useWords(settingsWords)
  const base = useWords(baseWords)
  const office = useWords(officeWords)
  const workplace = useWorkplace()
  const notice = useNotice()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const save = async () => {
    setBusy(true)
    setProblem(null)
    try {
      const saved = await workplace.office.saveSettings(draft)
      if (saved.kind === 'ok') {
        notice({ tone: 'good', text: t('saved') })
        onSaved()
      } else {
        setProblem(t(saved.kind))
      }
    } catch (cause) {
      setProblem(office('actFailed', { reason: failureSentence(cause, base) }))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className={classes.foot} data-changed={isChanged || undefined}>
      <Button loading={busy} disabled={!isChanged || isWrong} onClick={() => void save()}>
        {t('save')}
      </Button>
      {isChanged && !busy && (
        <Button variant="default" onClick={undo}>
          {t('undo')}
        </Button>
      )}
      <p role="status" className={problem ? classes.problem : screen.soft}>
        {problem ?? (isChanged ? t('changed') : '')}
      </p>
    </div>
  )
}
