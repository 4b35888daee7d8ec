/** The port of the printer or the scanner: chosen once from the browser's own list, then found again without a question. */
'use client'
import { Button, NativeSelect } from '@mantine/core'
import { IconPlugOff, type Icon } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { SerialLine } from '../../../lib/platform/ports/browser-devices.ts'
import type { Road } from '../../../lib/platform/ports/device-ports.ts'
import type { PortChoice } from '../../../lib/platform/ports/port-choice.ts'
import type { RememberedPort } from '../../../lib/platform/ports/remembered-port.ts'
import { useConfirm } from '../../_ui/confirm.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import { useNotStored } from '../use-not-stored.ts'
import classes from './printer-page.module.css'
import { printWords } from './words.ts'

type PortSentences = {
  rate: string
  rateHint: string
  noRoads: string
  forget: string
  forgetAsk: string
  forgetText: string
  roads: Record<Road, string>
  /** Only of a device that can be told to wait. */
  flow?: { label: string; hint: string; none: string }
}

export function PortPicker({
  port,
  save,
  open,
  rates,
  usualRate,
  says,
  PortIcon,
  mainRoad = null,
}: {
  /** The chosen one. */
  port: RememberedPort | null
  save: (port: RememberedPort | null) => void
  /** Loads what shows the browser's list. The same function for as long as the page stands. */
  open: () => Promise<PortChoice>
  /** Baud. */
  rates: readonly number[]
  usualRate: number
  says: PortSentences
  PortIcon: Icon
  /** Its button stands out. */
  mainRoad?: Road | null
}) {
  const t = useWords(printWords)
  const confirm = useConfirm()
  const notStored = useNotStored()
  const choice = useOpened(open)
  const [typedRate, setRate] = useState(port?.baudRate ?? usualRate)
  const [typedFlow, setFlow] = useState(port?.flowControl ?? 'none')
  const baudRate = port?.baudRate ?? typedRate
  const flowControl = port?.flowControl ?? typedFlow

  const choose = (road: Road) => {
    choice
      ?.choosePort(road, { baudRate, flowControl })
      .then((picked) => picked && save(picked), notStored('The list of ports could not be shown'))
  }
  const forget = async () => {
    const question = {
      title: says.forgetAsk,
      text: says.forgetText,
      act: says.forget,
      stay: t('forgetKeep'),
      danger: true,
    }
    if (await confirm(question)) save(null)
  }
  return (
    <>
      <NativeSelect
        label={says.rate}
        description={says.rateHint}
        value={String(baudRate)}
        data={rates.map(String)}
        onChange={(event) => {
          const rate = Number(event.currentTarget.value)
          setRate(rate)
          if (port) save({ ...port, baudRate: rate })
        }}
      />
      {says.flow && (
        <NativeSelect
          label={says.flow.label}
          description={says.flow.hint}
          value={flowControl}
          data={[
            { value: 'none', label: says.flow.none },
            { value: 'hardware', label: 'RTS/CTS' },
          ]}
          onChange={(event) => {
            const flow: SerialLine['flowControl'] = event.currentTarget.value === 'hardware' ? 'hardware' : 'none'
            setFlow(flow)
            if (port) save({ ...port, flowControl: flow })
          }}
        />
      )}
      {choice?.roads().length === 0 && <p role="alert">{says.noRoads}</p>}
      <div className={classes.acts}>
        {choice?.roads().map((road) => (
          <Button
            key={road}
            size="lg"
            variant={road === mainRoad ? 'filled' : 'default'}
            leftSection={<PortIcon size={22} aria-hidden />}
            onClick={() => choose(road)}
          >
            {says.roads[road]}
          </Button>
        ))}
        {port && (
          <Button
            size="lg"
            variant="subtle"
            leftSection={<IconPlugOff size={22} aria-hidden />}
            onClick={() => void forget()}
          >
            {says.forget}
          </Button>
        )}
      </div>
    </>
  )
}

/** Before a click on "choose": the browser shows its list only while the click is fresh. */
function useOpened(open: () => Promise<PortChoice>): PortChoice | null {
  const [choice, setChoice] = useState<PortChoice | null>(null)
  useEffect(() => {
    let isCurrent = true
    open().then(
      (opened) => isCurrent && setChoice(opened),
      (cause: unknown) => console.error('The list of ports could not be loaded', cause),
    )
    return () => {
      isCurrent = false
    }
  }, [open])
  return choice
}
