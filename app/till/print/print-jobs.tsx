/** What is not printed yet, and what a person may decide about it. */
'use client'
import { Button } from '@mantine/core'
import type { PrintJob } from '../../../lib/printing/queue/print-job.ts'
import { Dialog } from '../../_ui/dialog.tsx'
import { useFormat } from '../../_ui/format.ts'
import { useNow } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import classes from './print-jobs.module.css'
import { useNotStored } from '../use-not-stored.ts'
import { jobStateKey } from './printer-said.ts'
import { usePrinterLook } from './use-printing.ts'
import { printWords } from './words.ts'

export default function PrintJobs({ onClose }: { onClose: () => void }) {
  const t = useWords(printWords)
  const { jobs } = usePrinterLook()
  return (
    <Dialog opened onClose={onClose} title={t('jobsTitle')} place="side" width={480}>
      {jobs.length === 0 ? (
        <p>{t('jobsEmpty')}</p>
      ) : (
        <ul className={classes.jobs}>
          {jobs.map((job) => (
            <JobRow key={job.id} job={job} />
          ))}
        </ul>
      )}
    </Dialog>
  )
}

function JobRow({ job }: { job: PrintJob }) {
  const t = useWords(printWords)
  const format = useFormat()
  const now = useNow()
  const notStored = useNotStored()
  const { printing } = usePrinterLook()
  const decide = (act: Promise<void> | undefined) => void act?.catch(notStored('A print job could not be changed'))
  const queue = printing?.queue
  return (
    <li>
      <p>
        <strong>{job.title}</strong>
        <span className={classes.state} data-state={job.state}>
          {job.state === 'asking'
            ? t('stateAsking', { when: format.when(job.createdAt, now) })
            : t(jobStateKey(job.state))}
        </span>
        {job.lost.length > 0 && <span className={classes.state}>{t('lost', { letters: job.lost.join(' ') })}</span>}
      </p>
      <div className={classes.acts}>
        {job.state === 'asking' && <Button onClick={() => decide(queue?.approve(job.id))}>{t('doPrint')}</Button>}
        {job.state === 'interrupted' && (
          <Button onClick={() => decide(queue?.reprint(job.id))}>{t('doReprint')}</Button>
        )}
        {(job.state === 'asking' || job.state === 'interrupted' || job.state === 'queued') && (
          <Button variant="default" onClick={() => decide(queue?.drop(job.id))}>
            {t('doDrop')}
          </Button>
        )}
      </div>
    </li>
  )
}
