/** The app's side of installing and updating: registered once per tab, asked by the update prompt and the menu. */
'use client'
import { useSyncExternalStore } from 'react'
import { registerPwa, type OfflineState, type Pwa } from '../_pwa/register.ts'
import { isAnythingUnfinished } from './unfinished.ts'
import { openedWorkplace } from './workplace-provider.tsx'

/** What Chrome offers when the app can be installed; not in TypeScript's library. */
type InstallOffer = Event & { prompt(): Promise<unknown> }

let pwa: Pwa | null = null
let isUpdateReady = false
let installOffer: InstallOffer | null = null
const listeners = new Set<() => void>()

export function startPwa(): void {
  // `npm run dev` builds no service worker.
  if (pwa || process.env.NODE_ENV === 'development') return
  pwa = registerPwa({
    isBusy: () => isAnythingUnfinished() || (openedWorkplace()?.status.get().waiting ?? 0) > 0,
    onFailure: (error) => console.warn('The app could not be kept on this device', error),
  })
  pwa.onOfflineReady(tellAll)
  pwa.onUpdateReady(() => {
    isUpdateReady = true
    tellAll()
  })
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault() // asked from the menu, not in the middle of work
    installOffer = event as InstallOffer
    tellAll()
  })
  window.addEventListener('appinstalled', () => {
    installOffer = null
    tellAll()
  })
}

export const useUpdateReady = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => isUpdateReady,
    () => false,
  )

/** Whether the app itself, not only its data, is on this device; null while that is not known (or in development). */
export const useOfflineState = (): OfflineState | null =>
  useSyncExternalStore(
    subscribe,
    () => pwa?.offlineState() ?? null,
    () => null,
  )

export async function applyUpdate(): Promise<'applied' | 'busy' | 'none'> {
  return pwa ? pwa.applyUpdate() : 'none'
}

export async function checkForUpdate(): Promise<void> {
  await pwa?.checkForUpdate()
}

/** The function that asks the person to install, or null when this browser does not offer it (now). */
export function useInstall(): (() => Promise<void>) | null {
  const offer = useSyncExternalStore(
    subscribe,
    () => installOffer,
    () => null,
  )
  if (!offer) return null
  return async () => {
    await offer.prompt()
    installOffer = null
    tellAll()
  }
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed)
  return () => listeners.delete(changed)
}

const tellAll = (): void => listeners.forEach((tell) => tell())
