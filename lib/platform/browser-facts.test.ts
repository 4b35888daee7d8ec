import { describe, expect, it } from 'vitest'
import { browserOf, systemOf, windowOf } from './browser-facts.ts'

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const windows = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/142.0.0.0 Safari/537.36`

describe('which browser on which system', () => {
  it.each([
    [windows, { name: 'Chrome', version: 142 }, 'windows'],
    [`${windows} Edg/141.0.3537.57`, { name: 'Edge', version: 141 }, 'windows'],
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/138.0.0.0 YaBrowser/25.8.0.0 Safari/537.36`,
      { name: 'Yandex Browser', version: 25 },
      'windows',
    ],
    [
      `Mozilla/5.0 (X11; Linux x86_64) ${webkit} HeadlessChrome/142.0.0.0 Safari/537.36`,
      { name: 'Chrome', version: 142 },
      'linux',
    ],
    [
      `Mozilla/5.0 (Linux; Android 15; K) ${webkit} Chrome/148.0.0.0 Mobile Safari/537.36`,
      { name: 'Chrome', version: 148 },
      'android',
    ],
    [
      'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
      { name: 'Firefox', version: 140 },
      'linux',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Safari/605.1.15',
      { name: 'Safari', version: 18 },
      'macos',
    ],
    ['curl/8.5.0', { name: '?', version: null }, 'other'],
  ])('%s', (userAgent, browser, system) => {
    expect(browserOf(userAgent)).toEqual(browser)
    expect(systemOf(userAgent)).toBe(system)
  })
})

it.each([
  ['fullscreen', 'fullscreen'],
  ['standalone', 'standalone'],
  ['minimal-ui', 'standalone'],
  ['window-controls-overlay', 'standalone'],
  ['browser', 'browser'],
])('a window that is %s', (mode, expected) => {
  expect(windowOf((query) => query === `(display-mode: ${mode})`)).toBe(expected)
})
