/** Hands the person a file, named, through the browser's own download. */
export function saveFile(name: string, content: string, type = 'application/json'): void {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download has begun when click() returns; the blob may go a little later.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
