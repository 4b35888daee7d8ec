/** How the till's browser is started, as one line to copy, and at sign-in, as the file that the system reads. */

/** `app` in a window of its own over the whole screen, in a profile that stays: unsent receipts live in it. */
const flags = (origin: string, profile: string): string[] => [
  '--kiosk',
  `--app=${origin}/till`,
  '--no-first-run',
  '--noerrdialogs',
  '--disable-session-crashed-bubble',
  `--user-data-dir=${profile}`,
]

const quoted = (text: string): string => (/[ %]/.test(text) ? `"${text}"` : text)

export const windowsCommand = (origin: string): string =>
  [
    '"C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe"',
    ...flags(origin, '%LOCALAPPDATA%\\Rodnik till').map(quoted),
  ].join(' ')

export const linuxCommand = (origin: string): string =>
  ['google-chrome', ...flags(origin, '"$HOME/.rodnik-till"')].join(' ')

/** Run once in a console: puts a shortcut into the folder of programs that start at sign-in. */
export function windowsAutostart(origin: string): string {
  const [program = '', ...rest] = windowsCommand(origin).split(/ (?=--|"--)/)
  const link = '[Environment]::GetFolderPath("Startup") + "\\Rodnik.lnk"'
  const single = (text: string): string => `'${text.replaceAll("'", "''")}'`
  return [
    `$link = (New-Object -ComObject WScript.Shell).CreateShortcut(${link})`,
    `$link.TargetPath = ${single(program.replaceAll('"', ''))}`,
    // The shortcut knows no %NAMES%.
    `$link.Arguments = [Environment]::ExpandEnvironmentVariables(${single(rest.join(' '))})`,
    '$link.Save()',
  ].join('; ')
}

/**
 * For `~/.config/autostart/rodnik-till.desktop`. The shell is there for the name of the home folder; the dollar sign is
 * escaped twice, once for the value and once for the quotes.
 */
export const linuxAutostart = (origin: string, name: string): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    `Name=${name}`,
    `Exec=sh -c "exec google-chrome ${flags(origin, '\\\\$HOME/.rodnik-till').join(' ')}"`,
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')
