import { describe, expect, it } from 'vitest'
import { linuxAutostart, linuxCommand, windowsAutostart, windowsCommand } from './kiosk-commands.ts'

const origin = 'https://till.example'

describe('how the till’s browser is started', () => {
  it('one line for each system, with this address and a profile that stays', () => {
    expect(windowsCommand(origin)).toBe(
      '"C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe" --kiosk --app=https://till.example/till --no-first-run ' +
        '--noerrdialogs --disable-session-crashed-bubble "--user-data-dir=%LOCALAPPDATA%\\Rodnik till"',
    )
    expect(linuxCommand(origin)).toBe(
      'google-chrome --kiosk --app=https://till.example/till --no-first-run --noerrdialogs ' +
        '--disable-session-crashed-bubble --user-data-dir="$HOME/.rodnik-till"',
    )
    for (const line of [windowsCommand(origin), linuxCommand(origin)]) expect(line).not.toMatch(/incognito|guest|tmp/i)
  })

  it('at sign-in on Windows: a shortcut whose program and arguments stand apart', () => {
    const line = windowsAutostart(origin)
    expect(line).toContain("$link.TargetPath = 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'")
    expect(line).toContain("('--kiosk --app=https://till.example/till --no-first-run")
    expect(line).toContain('"--user-data-dir=%LOCALAPPDATA%\\Rodnik till"')
    expect(line.split('\n')).toHaveLength(1)
  })

  it('at sign-in on Linux: a desktop entry whose command becomes the line above', () => {
    const entry = linuxAutostart(origin, 'Родник')
    const exec = /^Exec=(.*)$/m.exec(entry)?.[1] ?? ''
    // The value first, then the quoted argument, as the desktop entry's rules read it.
    const argument = /^sh -c "(.*)"$/.exec(exec.replaceAll('\\\\', '\\'))?.[1]?.replace(/\\(["`$\\])/g, '$1')
    expect(argument).toBe(`exec ${linuxCommand(origin).replaceAll('"', '')}`)
    expect(entry).toContain('\nName=Родник\n')
  })
})
