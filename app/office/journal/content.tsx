/** What an act carried. A large one is not in the list and is fetched when somebody wants to see it. */
'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { JournalEntry } from '../../../lib/workplace-types.ts'
import { useFormat } from '../../_ui/format.ts'
import { useNotice } from '../../_ui/notice.tsx'
import { useWorkplace } from '../../_ui/use-workplace.ts'
import { baseWords } from '../../_ui/words.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { failureSentence } from '../failure-sentence.ts'
import { officeWords } from '../words.ts'
import { journalWords } from './words.ts'

export function Content({ entry }: { entry: JournalEntry }) {
  const t = useWords(journalWords)
  const format = useFormat()
  const { absent, payload } = entry
  if (absent?.why === 'unkept') return t('contentUnkept', { size: format.bytes(absent.bytes) })
  if (absent?.why === 'large') return <Large entry={entry} />
  return <pre>{JSON.stringify(payload, null, 1)}</pre>
}

function Large({ entry: { deviceId, seq } }: { entry: JournalEntry }) {
  const t = useWords(journalWords)
  const base = useWords(baseWords)
  const office = useWords(officeWords)
  const workplace = useWorkplace()
  const notice = useNotice()
  const [isBusy, setBusy] = useState(false)
  const [text, setText] = useState<string | null>(null)
  const show = async () => {
    setBusy(true)
    try {
      const content = await workplace.office.journalContent({ deviceId, seq })
      setText(content === null ? '' : content.isCut ? `${content.text}…` : indented(content.text))
    } catch (cause) {
      notice({ tone: 'bad', text: office('actFailed', { reason: failureSentence(cause, base) }) })
    } finally {
      setBusy(false)
    }
  }
  if (text !== null) return <pre>{text}</pre>
  return (
    <Button variant="default" size="sm" loading={isBusy} onClick={() => void show()}>
      {t('contentShow')}
    </Button>
  )
}

const indented = (json: string): string => JSON.stringify(JSON.parse(json), null, 1)
