/**
 * `/office`: what happened today, everything that was done, the devices and people who do it, and what comes in from
 * files. Most of it is asked from the server: without it each screen says so and shows what it last knew.
 */
'use client'
import {
  IconBook2,
  IconCashRegister,
  IconDeviceMobile,
  IconFileImport,
  IconSettings,
  IconSunHigh,
  IconUsersGroup,
} from '@tabler/icons-react'
import { mayAdminister } from '../../lib/domain/access.ts'
import { ErrorBoundary } from '../_ui/error-boundary.tsx'
import { Frame, type Section } from '../_ui/frame.tsx'
import { useKeys } from '../_ui/keys.ts'
import { lazyPart } from '../_ui/lazy-part.tsx'
import { LoadingRows } from '../_ui/loading.tsx'
import { placeHref, usePlace } from '../_ui/place.ts'
import { useMe } from '../_ui/use-workplace.ts'
import { useWords } from '../_ui/words-engine.ts'
import { TodayScreen } from './today/today-screen.tsx'
import { officeWords } from './words.ts'

const ShiftsScreen = lazyPart(() => import('./shifts/shifts-screen.tsx'), <LoadingRows />)
const JournalScreen = lazyPart(() => import('./journal/journal-screen.tsx'), <LoadingRows />)
const DevicesScreen = lazyPart(() => import('./devices/devices-screen.tsx'), <LoadingRows />)
const PeopleScreen = lazyPart(() => import('./people/people-screen.tsx'), <LoadingRows />)
const SettingsScreen = lazyPart(() => import('./settings/settings-screen.tsx'), <LoadingRows />)
const ImportScreen = lazyPart(() => import('./import/import-screen.tsx'), <LoadingRows />)

const looks = {
  today: { Icon: IconSunHigh, label: 'sectionToday', needs: null },
  shifts: { Icon: IconCashRegister, label: 'sectionShifts', needs: 'held' },
  journal: { Icon: IconBook2, label: 'sectionJournal', needs: 'journal' },
  devices: { Icon: IconDeviceMobile, label: 'sectionDevices', needs: 'devices' },
  people: { Icon: IconUsersGroup, label: 'sectionPeople', needs: 'people' },
  import: { Icon: IconFileImport, label: 'sectionImport', needs: 'import' },
  settings: { Icon: IconSettings, label: 'sectionSettings', needs: 'settings' },
} as const
const screens = ['today', 'shifts', 'journal', 'devices', 'people', 'import', 'settings'] as const
type Screen = (typeof screens)[number]

export function Office() {
  const { parts } = usePlace()
  const allowed = useAllowedScreens()
  const screen = allowed.find((known) => known === parts[0]) ?? 'today'
  return (
    <Frame room="office" sections={useSections(allowed, screen)} placeKey={parts.join('/')}>
      {/* A screen that failed does not keep the others shut. */}
      <ErrorBoundary key={screen}>
        {screen === 'today' && <TodayScreen figure={parts[1] ?? null} />}
        {screen === 'shifts' && <ShiftsScreen shiftId={parts[1] ?? null} />}
        {screen === 'journal' && <JournalScreen parts={parts.slice(1)} />}
        {screen === 'devices' && <DevicesScreen />}
        {screen === 'people' && <PeopleScreen />}
        {screen === 'import' && <ImportScreen />}
        {screen === 'settings' && <SettingsScreen />}
      </ErrorBoundary>
      <OfficeKeys allowed={allowed} />
    </Frame>
  )
}

/** A screen whose every question the server would refuse is not offered. */
function useAllowedScreens(): Screen[] {
  const me = useMe()
  return screens.filter((screen) => {
    const { needs } = looks[screen]
    return needs === null || (me !== null && mayAdminister(me.roles, needs))
  })
}

function useSections(allowed: readonly Screen[], current: Screen): Section[] {
  const t = useWords(officeWords)
  return allowed.map((screen) => {
    const { Icon, label } = looks[screen]
    return {
      href: placeHref(screen),
      label: t(label),
      icon: <Icon size={24} aria-hidden />,
      active: screen === current,
    }
  })
}

const keyLetters = {
  today: 'T',
  shifts: 'C',
  journal: 'J',
  devices: 'D',
  people: 'P',
  import: 'I',
  settings: 'S',
} as const

function OfficeKeys({ allowed }: { allowed: readonly Screen[] }) {
  const t = useWords(officeWords)
  const { go } = usePlace()
  useKeys(
    allowed.map((screen) => ({
      key: `Alt+${keyLetters[screen]}`,
      label: t(looks[screen].label),
      run: () => go(screen),
    })),
  )
  return null
}
