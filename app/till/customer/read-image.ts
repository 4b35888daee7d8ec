/** A picture for the customer's screen as a data address, no larger than a screen needs. Rejects for what is no picture. */
import { drawPicture } from '../draw-picture.ts'

export async function readImage(file: Blob): Promise<string> {
  const { canvas } = await drawPicture(file, { mostWidth: 1280, mostHeight: 800 })
  return dataAddress(await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 }))
}

function dataAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => {
      if (typeof reader.result === 'string') resolve(reader.result)
    }
    reader.onerror = () => reject(reader.error ?? new Error('The picture could not be read'))
    reader.readAsDataURL(blob)
  })
}
