/** Has the browser keep the whole site, so that it opens without a network the next time. */
export function keepOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  navigator.serviceWorker
    .register(`${import.meta.env.BASE_URL}service-worker.js`)
    .catch((error: unknown) => {
      // A browser that forbids it (a private window, a frame) shows the site all the same.
      console.info('The site is not kept for use without a network:', error)
    })
}
