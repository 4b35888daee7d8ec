/** A picture from a file, drawn no larger than it is needed. */

/** `ground`: the colour where the picture is clear. Rejects for a file that is no picture. */
export async function drawPicture(
  file: Blob,
  { mostWidth, mostHeight, ground }: { mostWidth: number; mostHeight: number; ground?: string },
): Promise<OffscreenCanvasRenderingContext2D> {
  const bitmap = await createImageBitmap(file)
  const scale = Math.min(1, mostWidth / bitmap.width, mostHeight / bitmap.height)
  const width = Math.max(1, Math.round(bitmap.width * scale))
  const height = Math.max(1, Math.round(bitmap.height * scale))
  const context = new OffscreenCanvas(width, height).getContext('2d')
  if (!context) throw new Error('This browser draws no pictures')
  if (ground !== undefined) {
    context.fillStyle = ground
    context.fillRect(0, 0, width, height)
  }
  context.drawImage(bitmap, 0, 0, width, height)
  bitmap.close()
  return context
}
