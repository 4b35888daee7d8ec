/** S11: every device with what it last said of itself. What should worry somebody is marked and said in words. */
'use client'
import { Button } from '@mantine/core'
import { IconDeviceMobilePlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { DeviceInfo } from '../../../lib/workplace-types.ts'
import { Empty } from '../../_ui/empty.tsx'
import { lazyWindow } from '../../_ui/lazy-part.tsx'
import { useNow, useWorkplace } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { ChoiceChips } from '../../_ui/choice-chips.tsx'
import { AskedPart, ScreenHead } from '../asked.tsx'
import screen from '../screen.module.css'
import { useAsk } from '../use-ask.ts'
import { concernsOf } from './device-health.ts'
import { DeviceCard } from './device-card.tsx'
import classes from './devices.module.css'
import { deviceWords } from './words.ts'

const EnrolDialog = lazyWindow(() => import('./enrol-dialog.tsx'))

type Which = 'staff' | 'customer' | 'revoked'
const isOf = (device: DeviceInfo, which: Which): boolean =>
  which === 'revoked' ? device.revokedAt !== null : device.revokedAt === null && device.kind === which

export default function DevicesScreen() {
  const t = useWords(deviceWords)
  const workplace = useWorkplace()
  const now = useNow()
  const [which, setWhich] = useState<Which>('staff')
  const [isAdding, setAdding] = useState(false)
  const asked = useAsk('devices', () => workplace.office.devices(), { everyMs: 20_000, remembers: true })
  const add = (
    <Button leftSection={<IconDeviceMobilePlus size={20} aria-hidden />} onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  )
  return (
    <div className={screen.screen}>
      <ScreenHead title={t('title')} asked={asked}>
        {add}
      </ScreenHead>
      <AskedPart asked={asked}>
        {(devices) => {
          const count = (one: Which) => devices.filter((device) => isOf(device, one)).length
          const shown = devices.filter((device) => isOf(device, which)).sort(byConcern(now))
          return (
            <>
              <div className={screen.filters}>
                <ChoiceChips<Which>
                  label={t('which')}
                  isLabelHidden
                  value={which}
                  onChange={setWhich}
                  choices={[
                    { value: 'staff', label: `${t('showStaff')} ${count('staff')}` },
                    { value: 'customer', label: `${t('showCustomers')} ${count('customer')}` },
                    { value: 'revoked', label: `${t('showRevoked')} ${count('revoked')}` },
                  ]}
                />
              </div>
              {shown.length === 0 ? (
                <Empty
                  title={t('empty')}
                  text={which === 'customer' ? t('emptyCustomers') : which === 'staff' && t('emptyText')}
                  action={which === 'staff' && add}
                />
              ) : (
                <ul className={classes.devices}>
                  {shown.map((device) => (
                    <DeviceCard key={device.id} device={device} asked={asked} />
                  ))}
                </ul>
              )}
            </>
          )
        }}
      </AskedPart>
      {isAdding && <EnrolDialog devices={asked.value ?? []} again={asked.again} onClose={() => setAdding(false)} />}
    </div>
  )
}

/** Those with something wrong first, then the ones heard from last. */
const byConcern = (now: number) => (a: DeviceInfo, b: DeviceInfo) =>
  Math.sign(concernsOf(b, now).length) - Math.sign(concernsOf(a, now).length) ||
  (b.lastContactAt ?? 0) - (a.lastContactAt ?? 0)
