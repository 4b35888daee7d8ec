/** A drop zone for CommerceML files, the progress of their way, and what was read from each. */
'use client'
import { Button, Progress } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { useRef, useState, type DragEvent } from 'react'
import { ErrorPanel } from '../../_ui/error-panel.tsx'
import { useFormat } from '../../_ui/format.ts'
import { useUnfinished } from '../../_ui/unfinished.ts'
import { useWorkplace } from '../../_ui/use-workplace.ts'
import { baseWords } from '../../_ui/words.ts'
import { useLanguage, useWords } from '../../_ui/words-engine.ts'
import { failureSentence } from '../failure-sentence.ts'
import screen from '../screen.module.css'
import { fileFailureSentence } from './failure-words.ts'
import classes from './import.module.css'
import { ImportResult } from './import-result.tsx'
import { parseImportReport, type ImportReport } from './import-report.ts'
import { importWords } from './words.ts'

type State =
  | { kind: 'waiting'; problem: string | null }
  | { kind: 'running'; files: File[]; part: number }
  | { kind: 'done'; report: ImportReport | null }
  | { kind: 'failed'; message: string }

export function CatalogueImport() {
  const t = useWords(importWords)
  const base = useWords(baseWords)
  const language = useLanguage()
  const workplace = useWorkplace()
  const [state, setState] = useState<State>({ kind: 'waiting', problem: null })
  useUnfinished(state.kind === 'running')

  const run = async (files: File[]) => {
    const others = files.filter((file) => !/\.xml$/i.test(file.name))
    if (files.length === 0) return
    if (others.length > 0) {
      setState({ kind: 'waiting', problem: t('notXml', { names: others.map((file) => file.name).join(', ') }) })
      return
    }
    setState({ kind: 'running', files, part: 0 })
    try {
      const answer = await workplace.office.importCatalogue(files, (part) =>
        setState((now) => (now.kind === 'running' ? { ...now, part } : now)),
      )
      if (answer.kind === 'done') setState({ kind: 'done', report: parseImportReport(answer.result) })
      else setState({ kind: 'failed', message: fileFailureSentence(answer, language) })
    } catch (cause) {
      console.info('The catalogue was not imported', cause)
      setState({ kind: 'failed', message: failureSentence(cause, base) })
    }
  }
  const again = () => setState({ kind: 'waiting', problem: null })

  return (
    <section className={classes.part}>
      <h2>{t('catalogueTitle')}</h2>
      <p className={screen.soft}>{t('catalogueText')}</p>
      {state.kind === 'waiting' && <DropZone problem={state.problem} onFiles={(files) => void run(files)} />}
      {state.kind === 'running' && <Running files={state.files} part={state.part} />}
      {state.kind === 'failed' && (
        <ErrorPanel
          title={t('failedTitle')}
          text={`${state.message} ${t('failedText')}`}
          actions={<Button onClick={again}>{base('retry')}</Button>}
        />
      )}
      {state.kind === 'done' && <ImportResult report={state.report} again={again} />}
    </section>
  )
}

function DropZone({ problem, onFiles }: { problem: string | null; onFiles: (files: File[]) => void }) {
  const t = useWords(importWords)
  const field = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    onFiles([...event.dataTransfer.files])
  }
  return (
    <div
      className={classes.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileUpload size={40} aria-hidden />
      <p>
        <strong>{t(isOver ? 'dropHere' : 'drop')}</strong>
        <span>{t('or')}</span>
      </p>
      <Button onClick={() => field.current?.click()}>{t('choose')}</Button>
      <input
        ref={field}
        type="file"
        accept=".xml,application/xml,text/xml"
        multiple
        hidden
        aria-label={t('choose')}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])]
          event.currentTarget.value = '' // the same file may be chosen again after it was mended
          onFiles(files)
        }}
      />
      {problem && (
        <p role="alert" className={classes.problem}>
          {problem}
        </p>
      )}
    </div>
  )
}

function Running({ files, part }: { files: readonly File[]; part: number }) {
  const t = useWords(importWords)
  const format = useFormat()
  const percent = Math.floor(part * 100)
  return (
    <div className={classes.running} role="status">
      <ul aria-label={t('files')}>
        {files.map((file) => (
          <li key={file.name}>
            <span>{file.name}</span>
            <span className={screen.soft}>{format.bytes(file.size)}</span>
          </li>
        ))}
      </ul>
      <Progress.Root size="xl">
        <Progress.Section value={percent} animated={part >= 1} aria-label={t('progress')} />
      </Progress.Root>
      <p>{part < 1 ? t('uploading', { percent }) : t('reading')}</p>
    </div>
  )
}
