/** How to start the till's browser in kiosk mode, now and at sign-in, to be copied. */
'use client'
import { Button } from '@mantine/core'
import { IconCopy, IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import type { BrowserFacts } from '../../../lib/platform/browser-facts.ts'
import { ChoiceChips } from '../../_ui/choice-chips.tsx'
import { useNotice } from '../../_ui/notice.tsx'
import { saveFile } from '../../_ui/save-file.ts'
import { useWords } from '../../_ui/words-engine.ts'
import classes from './check-page.module.css'
import { linuxAutostart, linuxCommand, windowsAutostart, windowsCommand } from './kiosk-commands.ts'
import { checkWords } from './words.ts'

type System = 'windows' | 'linux'

export function KioskPart({ origin, system: own }: { origin: string; system: BrowserFacts['system'] }) {
  const t = useWords(checkWords)
  const [system, setSystem] = useState<System>(own === 'linux' ? 'linux' : 'windows')
  const entry = linuxAutostart(origin, t('entryName'))
  return (
    <section className={classes.part} aria-label={t('kioskTitle')}>
      <h3>{t('kioskTitle')}</h3>
      <p>{t('kioskText')}</p>
      <ChoiceChips
        label={t('kioskTitle')}
        isLabelHidden
        value={system}
        onChange={setSystem}
        choices={[
          { value: 'windows', label: t('systemWindows') },
          { value: 'linux', label: t('systemLinux') },
        ]}
      />
      <h4>{t('command')}</h4>
      <Lines text={system === 'windows' ? windowsCommand(origin) : linuxCommand(origin)} what={t('command')} />
      <h4>{t('autostart')}</h4>
      <p className={classes.soft}>{t(system === 'windows' ? 'autostartWindows' : 'autostartLinux')}</p>
      <Lines text={system === 'windows' ? windowsAutostart(origin) : entry} what={t('autostart')} />
      {system === 'linux' && (
        <Button
          variant="default"
          size="lg"
          className={classes.own ?? ''}
          leftSection={<IconDownload size={22} aria-hidden />}
          onClick={() => saveFile('rodnik-till.desktop', entry, 'application/x-desktop')}
        >
          {t('save')}
        </Button>
      )}
    </section>
  )
}

function Lines({ text, what }: { text: string; what: string }) {
  const t = useWords(checkWords)
  const notice = useNotice()
  const copy = () => {
    // Not there without a secure address.
    const clipboard = navigator.clipboard as Clipboard | undefined
    if (clipboard === undefined) return notice({ tone: 'bad', text: t('notCopied') })
    clipboard.writeText(text).then(
      () => notice({ tone: 'good', text: t('copied') }),
      (cause: unknown) => {
        console.warn('Nothing was copied', cause)
        notice({ tone: 'bad', text: t('notCopied') })
      },
    )
  }
  return (
    <div className={classes.lines}>
      <pre className={classes.code}>{text}</pre>
      <Button
        variant="default"
        size="lg"
        leftSection={<IconCopy size={22} aria-hidden />}
        onClick={copy}
        aria-label={`${t('copy')}: ${what}`}
      >
        {t('copy')}
      </Button>
    </div>
  )
}
