// Whether the reader wants things on the page to keep still: by the system's setting or the editor's.

export function prefersStillness(): boolean {
  return (
    matchMedia('(prefers-reduced-motion: reduce)').matches || document.body.classList.contains('vscode-reduce-motion')
  );
}
