// The service worker: the whole app lies on the device, so that it starts cold without a network.
//
// It serves only what was built together: pages, scripts, styles, fonts, icons. It never sees the API's answers; data is
// the business of the local database. A new version is fetched in full beside the old one, and waits until a person agrees.

import { clientsClaim } from 'workbox-core'
import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute, type PrecacheEntry } from 'workbox-precaching'
import { setCatchHandler } from 'workbox-routing'
import { applyUpdateMessage } from './messages.ts'

/** The part of the worker's scope that we use; the project's types are the page's. */
interface WorkerScope {
  __WB_MANIFEST: PrecacheEntry[]
  /** Pages, their payloads, icons and the manifest: written after webpack, put in here by the build. */
  __PAGES: PrecacheEntry[]
  addEventListener(
    type: 'message',
    listener: (event: { data: unknown; waitUntil(work: Promise<unknown>): void }) => void,
  ): void
  skipWaiting(): Promise<void>
}
declare const self: WorkerScope

precacheAndRoute([...self.__WB_MANIFEST, ...self.__PAGES], {
  cleanURLs: true, // /shop is shop.html
  directoryIndex: 'index.html',
  // A page is the same whatever stands behind the question mark; the app reads that itself.
  ignoreURLParametersMatching: [/.*/],
})
cleanupOutdatedCaches()

// The very first version takes over the page that installed it, so that what that page loads later is served from here too.
clientsClaim()

// An address that is no page of ours, without a network: our own "nothing here" instead of the browser's dinosaur.
setCatchHandler(async ({ request }) => {
  const page = request.mode === 'navigate' ? await matchPrecache('/404.html') : undefined
  return page ?? Response.error()
})

self.addEventListener('message', (event) => {
  if (event.data === applyUpdateMessage) event.waitUntil(self.skipWaiting())
})
