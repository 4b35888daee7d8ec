/**
 * Opens the customer's window on the other monitor where the browser tells of one (Window Management, asked for at the
 * click), and as an ordinary window otherwise. Called from a click. false: the browser did not open it.
 */
import { screenPath } from './screen-channel.ts'

type Place = { left: number; top: number; width: number; height: number }
type ScreenDetailed = Screen & { availLeft: number; availTop: number }
type Screens = { screens: ScreenDetailed[]; currentScreen: ScreenDetailed }

export async function openCustomerScreen(): Promise<boolean> {
  const place = await otherScreen()
  const size = place ?? { left: 80, top: 80, width: 1024, height: 720 }
  const features = Object.entries(size).map(([name, value]) => `${name}=${value}`)
  return window.open(screenPath, 'rodnik-customer', ['popup', ...features].join(',')) !== null
}

async function otherScreen(): Promise<Place | null> {
  // Neither is in the DOM library yet.
  const { getScreenDetails } = window as Window & { getScreenDetails?: () => Promise<Screens> }
  const { isExtended } = window.screen as Screen & { isExtended?: boolean }
  if (getScreenDetails === undefined || isExtended === false) return null
  try {
    const { screens, currentScreen } = await getScreenDetails.call(window)
    const other = screens.find((screen) => screen !== currentScreen)
    if (!other) return null
    const { availLeft: left, availTop: top, availWidth: width, availHeight: height } = other
    return { left, top, width, height }
  } catch (cause) {
    // Not allowed: an ordinary window, which a person moves.
    console.warn('The other screens are not told', cause)
    return null
  }
}
