// The watch over the consoles makes every other journey fail for an error: what it overlooks, and what it must not.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@playwright/test'
import { watchConsole } from './console-errors.ts'

test('a cut explains requests without an answer, and never an answer that says no', async ({ context, page }) => {
  const server = createServer((request, response) => {
    if (request.url === '/hang-up') return response.destroy()
    response.writeHead(Number(/\d{3}/.exec(request.url ?? '')?.[0] ?? 200), { 'content-type': 'text/html' })
    response.end('<!doctype html><link rel="icon" href="data:,">')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const watch = watchConsole(context)
  /** What the watch says of this request: the console has spoken when our own line after it is heard. */
  const complaintsAbout = async (address: string): Promise<string[]> => {
    const heard = context.waitForEvent('console', (message) => message.text() === `asked ${address}`)
    await page.evaluate(async (path) => {
      await fetch(path).then(
        (answer) => answer.text(),
        () => null,
      )
      console.log(`asked ${path}`)
    }, address)
    await heard
    return watch.errors.splice(0).map((error) => /status of \d{3}|net::ERR_\w+/.exec(error)?.[0] ?? error)
  }
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)

  expect(await complaintsAbout('/hang-up')).toEqual(['net::ERR_EMPTY_RESPONSE'])
  watch.expectNetworkErrors()
  expect(await complaintsAbout('/hang-up')).toEqual([])
  expect(await complaintsAbout('/404')).toEqual(['status of 404'])
  expect(await complaintsAbout('/503')).toEqual(['status of 503'])
  watch.expectStatus(404)
  expect(await complaintsAbout('/404')).toEqual([])
  expect(await complaintsAbout('/500')).toEqual(['status of 500'])
  watch.expectServerAway()
  expect(await complaintsAbout('/503')).toEqual([])
  expect(await complaintsAbout('/500')).toEqual(['status of 500'])

  await page.evaluate(() => console.error('Failed to load resource, said a page'))
  await expect.poll(() => watch.errors).toEqual([expect.stringContaining('said a page')])
  await new Promise((resolve) => server.close(resolve))
})
