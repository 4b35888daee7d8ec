/** S12: work that left a device as a file comes in here, once. */
'use client'
import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { maxWorkFileBytes, type UntakenWork } from '../../../lib/protocol/office.ts'
import { useFormat } from '../../_ui/format.ts'
import { placeHref } from '../../_ui/place.ts'
import { useWorkplace } from '../../_ui/use-workplace.ts'
import { baseWords } from '../../_ui/words.ts'
import { useLanguage, useWords } from '../../_ui/words-engine.ts'
import { failureSentence } from '../failure-sentence.ts'
import screen from '../screen.module.css'
import { fileFailureSentence } from './failure-words.ts'
import classes from './import.module.css'
import { importWords } from './words.ts'

type Taken = { taken: number; known: number; refused: number; held: number; left: UntakenWork | null }
type State =
  | { kind: 'waiting' }
  | { kind: 'running' }
  | { kind: 'done'; name: string; taken: Taken }
  | { kind: 'failed'; message: string }

export function WorkImport() {
  const t = useWords(importWords)
  const base = useWords(baseWords)
  const language = useLanguage()
  const format = useFormat()
  const workplace = useWorkplace()
  const field = useRef<HTMLInputElement>(null)
  const [state, setState] = useState<State>({ kind: 'waiting' })

  const run = async (file: File) => {
    if (file.size > maxWorkFileBytes) {
      setState({ kind: 'failed', message: t('workTooLarge', { size: format.bytes(maxWorkFileBytes) }) })
      return
    }
    setState({ kind: 'running' })
    const content = await file.text().catch((cause: unknown) => {
      console.warn('The file could not be read', cause)
      return null
    })
    if (content === null) {
      setState({ kind: 'failed', message: t('fileUnreadable') })
      return
    }
    try {
      const answer = await workplace.office.importWork(content)
      if ('kind' in answer) setState({ kind: 'failed', message: fileFailureSentence(answer, language) })
      else setState({ kind: 'done', name: file.name, taken: answer })
    } catch (cause) {
      console.info('The work file was not taken', cause)
      setState({ kind: 'failed', message: failureSentence(cause, base) })
    }
  }
  return (
    <section className={classes.part}>
      <h2>{t('workTitle')}</h2>
      <p className={screen.soft}>{t('workText')}</p>
      <div>
        <Button
          variant="default"
          loading={state.kind === 'running'}
          leftSection={<IconFileImport size={20} aria-hidden />}
          onClick={() => field.current?.click()}
        >
          {t('workChoose')}
        </Button>
        <input
          ref={field}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label={t('workChoose')}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            event.currentTarget.value = ''
            if (file) void run(file)
          }}
        />
      </div>
      {state.kind === 'failed' && (
        <p role="alert" className={classes.problem}>
          <strong>{t('workFailed')}.</strong> {state.message} {t('workNothing')}
        </p>
      )}
      {state.kind === 'done' && <TakenIn name={state.name} taken={state.taken} />}
    </section>
  )
}

function TakenIn({ name, taken }: { name: string; taken: Taken }) {
  const t = useWords(importWords)
  const format = useFormat()
  const { left } = taken
  const rows = [
    { key: 'workTaken', value: taken.taken, href: null, open: null },
    { key: 'workKnown', value: taken.known, href: null, open: null },
    { key: 'workRefused', value: taken.refused, href: placeHref('journal', 'refused'), open: 'workRefusedOpen' },
    { key: 'workHeld', value: taken.held, href: placeHref('journal', 'held'), open: 'workHeldOpen' },
    ...(left ? [{ key: 'workLeft', value: left.count, href: null, open: null } as const] : []),
  ] as const
  return (
    <div role="status">
      <p>
        <strong>{t(left ? 'workPartly' : 'workDone')}:</strong> {name}
      </p>
      <dl className={classes.taken}>
        {rows.map(({ key, value, href, open }) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd>
              {format.number(value)}
              {value > 0 && href && <a href={href}>{t(open)}</a>}
            </dd>
          </div>
        ))}
      </dl>
      {left && (
        <p className={classes.problem}>
          {left.why === 'gap' ? t('workLeftGap', { expected: format.number(left.expected) }) : t('workLeftDiffers')}
        </p>
      )}
    </div>
  )
}
