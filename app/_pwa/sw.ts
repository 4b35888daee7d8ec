// The service worker: the whole app lies on the device, so that it starts cold without a network.
//
// It serves only what was built together: pages, scripts, styles, fonts, icons. It never sees the API's answers; data is
// the business of the local database. A new version is fetched in full beside the old one, and waits until a person agrees.

import { clientsClaim } from 'workbox-core'
import {
  cleanupOutdatedCaches,
  getCacheKeyForURL,
  matchPrecache,
  precacheAndRoute,
  type PrecacheEntry,
} from 'workbox-precaching'
import { registerRoute } from 'workbox-routing'
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
  addEventListener(type: 'install', listener: (event: InstallEvent) => void): void
  skipWaiting(): Promise<void>
}
/** Browsers that know no fixed routes ask the worker each time. */
interface InstallEvent {
  addRoutes?(rules: { condition: { urlPattern: string }; source: 'network' }): Promise<void>
  waitUntil(work: Promise<unknown>): void
}
declare const self: WorkerScope

// What goes to the server goes past this worker: asking it took a quarter of a small request, waking it more. Without the
// route all is well too, so nothing that befalls it keeps the app from being installed.
self.addEventListener('install', (event) => {
  const route = async () => event.addRoutes?.({ condition: { urlPattern: '/api/*' }, source: 'network' })
  event.waitUntil(route().catch((cause: unknown) => console.warn('The way past the worker was not set', cause)))
})

precacheAndRoute([...self.__WB_MANIFEST, ...self.__PAGES], {
  cleanURLs: true, // /shop is shop.html
  directoryIndex: 'index.html',
  // A page is the same whatever stands behind the question mark; the app reads that itself.
  ignoreURLParametersMatching: [/.*/],
})
cleanupOutdatedCaches()

// The very first version takes over the page that installed it, so that what that page loads later is served from here too.
clientsClaim()

// Before it shows a link's page, Next's router asks for its address with HEAD, and leaves the running app for a full load
// when nobody answers.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && pageAt(url.pathname) !== undefined,
  async ({ url }) => {
    const page = await matchPrecache(pageAt(url.pathname) ?? '')
    return page ? new Response(null, { headers: page.headers }) : Response.error()
  },
  'HEAD',
)

// Without a network: a page of ours under an address that the precache does not take for it ("/desk?"), or our own
// "nothing here" instead of the browser's.
registerRoute(
  ({ request, url, sameOrigin }) => sameOrigin && request.mode === 'navigate' && !url.pathname.startsWith('/api/'),
  async ({ request, url }) => {
    try {
      return await fetch(request)
    } catch {
      return (await matchPrecache(pageAt(url.pathname) ?? '/404.html')) ?? Response.error() // no network: that is the case this is for
    }
  },
)

self.addEventListener('message', (event) => {
  if (event.data === applyUpdateMessage) event.waitUntil(self.skipWaiting())
})

function pageAt(pathname: string): string | undefined {
  return [pathname.replace(/\/$/, '/index.html'), `${pathname}.html`].find(
    (page) => page.endsWith('.html') && getCacheKeyForURL(page),
  )
}
