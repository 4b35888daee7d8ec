/** The built till in Chromium, with a scanner's hands: its keys are pressed in the page, as fast as a scanner presses. */
import type { Page } from '@playwright/test'

type Hands = {
  /** Presses a barcode and Enter. Resolves with the ms from the Enter to the moment its line stood on the screen. */
  scan(code: string, name: string): Promise<number>
  press(key: string, alt?: boolean): void
}

/** To be given to every page before it is loaded. */
export function installHands(): void {
  const press = (key: string, altKey = false): void => {
    const target = document.activeElement ?? document.body
    target.dispatchEvent(new KeyboardEvent('keydown', { key, altKey, bubbles: true, cancelable: true }))
  }
  const lineOf = (name: string): Element | undefined =>
    [...document.querySelectorAll('li > button[aria-pressed]')].find((line) => line.textContent.includes(name))
  const scan: Hands['scan'] = (code, name) =>
    new Promise((resolve, reject) => {
      for (const digit of code) press(digit)
      const began = performance.now()
      const timer = setTimeout(() => {
        observer.disconnect()
        reject(new Error(`No line with ${name} within 20 s`))
      }, 20_000)
      const observer = new MutationObserver(() => {
        if (!lineOf(name)) return
        observer.disconnect()
        clearTimeout(timer)
        resolve(performance.now() - began)
      })
      observer.observe(document.body, { subtree: true, childList: true })
      press('Enter')
    })
  Object.assign(globalThis, { hands: { scan, press } satisfies Hands })
}

type WithHands = { hands: Hands }

export const scan = (page: Page, code: string, name: string): Promise<number> =>
  page.evaluate(([barcode, product]) => (globalThis as unknown as WithHands).hands.scan(barcode, product), [
    code,
    name,
  ] as [string, string])

export const press = (page: Page, key: string, alt = false): Promise<void> =>
  page.evaluate(([name, withAlt]) => (globalThis as unknown as WithHands).hands.press(name, withAlt), [key, alt] as [
    string,
    boolean,
  ])

/** The sale screen stands, the device holds everything (50,000 goods take a while) and may work without a network. */
export async function openTill(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/till`)
  await page.getByText('F9').first().waitFor({ timeout: 180_000 })
  await page.getByText('На связи · всё отправлено').first().waitFor({ timeout: 180_000 })
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
}
