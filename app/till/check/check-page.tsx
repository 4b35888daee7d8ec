/** The check of this till's browser: what is right, what is wrong and what to do; then policy and start, made for it. */
'use client'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle, IconRefresh } from '@tabler/icons-react'
import { LoadingRows } from '../../_ui/loading.tsx'
import { useWords, type Say } from '../../_ui/words-engine.ts'
import { printerSaid } from '../print/printer-said.ts'
import { usePrinterLook, usePrinterSettings } from '../print/use-printing.ts'
import { printWords } from '../print/words.ts'
import classes from './check-page.module.css'
import { KioskPart } from './kiosk-part.tsx'
import { PolicyPart } from './policy-part.tsx'
import { worstOf, type Finding, type Tone } from './till-checks.ts'
import { useTillCheck } from './use-till-check.ts'
import { checkWords } from './words.ts'

const icons = { good: IconCircleCheck, info: IconInfoCircle, warn: IconAlertTriangle, bad: IconCircleX }
const toneKeys = { good: 'toneGood', info: 'toneInfo', warn: 'toneWarn', bad: 'toneBad' } as const
const allKeys = { good: 'allGood', info: 'allInfo', warn: 'allWarn', bad: 'allBad' } as const

/** Put together from a finding's parts; a test looks that each of them is there. */
const sayPlain = (t: Say<(typeof checkWords)['ru']>) =>
  t as unknown as (key: string, params: Finding['params']) => string

export default function CheckPage() {
  const t = useWords(checkWords)
  const { findings, facts, isFailed, again } = useTillCheck()
  const worst = findings && worstOf(findings)
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <div>
          <h2>{t('title')}</h2>
          <p className={classes.soft}>{t('text')}</p>
        </div>
        <Button variant="default" size="lg" leftSection={<IconRefresh size={22} aria-hidden />} onClick={again}>
          {t('again')}
        </Button>
      </header>
      <p role="status" className={classes.all} data-tone={isFailed ? 'bad' : (worst ?? 'info')}>
        {isFailed ? t('failed') : worst ? t(allKeys[worst]) : t('looking')}
      </p>
      {findings ? (
        <ul className={classes.findings} aria-label={t('title')}>
          {findings.map((finding) => (
            <FindingRow key={finding.name} finding={finding} />
          ))}
        </ul>
      ) : (
        !isFailed && <LoadingRows />
      )}
      {facts && (
        <>
          <PolicyPart origin={facts.origin} />
          <KioskPart origin={facts.origin} system={facts.system} />
        </>
      )}
    </div>
  )
}

function FindingRow({ finding }: { finding: Finding }) {
  const t = useWords(checkWords)
  const { name, tone, said, toDo, params } = finding
  const plain = sayPlain(t)
  return (
    <li className={classes.finding} data-tone={tone}>
      <Mark tone={tone} />
      <div>
        <h3>
          {t(name)} <span className={classes.tone}>{t(toneKeys[tone])}</span>
        </h3>
        {name === 'printer' ? (
          <PrinterFinding />
        ) : (
          <>
            <p>{plain(`${name}_${said}`, params)}</p>
            {toDo && <p className={classes.todo}>{plain(`${name}_${said}_do`, params)}</p>}
          </>
        )}
        {name === 'write' && <p className={classes.soft}>{t('writeRest')}</p>}
      </div>
    </li>
  )
}

/** In the words of the printer's own page. */
function PrinterFinding() {
  const t = useWords(printWords)
  const { state, model } = usePrinterLook()
  const [settings] = usePrinterSettings()
  const { word, todo } = printerSaid(state, settings !== null)
  return (
    <>
      <p>
        {t(word)}
        {model !== null && ` · ${model}`}
      </p>
      {todo && <p className={classes.todo}>{t(todo)}</p>}
    </>
  )
}

function Mark({ tone }: { tone: Tone }) {
  const Icon = icons[tone]
  return <Icon size={26} aria-hidden className={classes.mark} />
}
