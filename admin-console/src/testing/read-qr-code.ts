import jsQR from 'jsqr';

/** Pixels of a module: a camera has them. */
const scale = 4;

/** What a camera reads of a symbol as it is drawn; null when it finds none. */
export async function readQrCode(drawn: SVGElement): Promise<string | null> {
  const side = Number(drawn.getAttribute('viewBox')?.split(' ')[2]) * scale;
  const copy = drawn.cloneNode(true) as SVGElement;
  for (const name of ['width', 'height']) copy.setAttribute(name, String(side));
  const picture = new Image();
  picture.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await picture.decode();
  const canvas = new OffscreenCanvas(side, side).getContext('2d')!;
  canvas.drawImage(picture, 0, 0);
  return jsQR(canvas.getImageData(0, 0, side, side).data, side, side)?.data ?? null;
}
