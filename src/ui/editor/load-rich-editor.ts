type RichModule = typeof import('./monaco.ts')

/**
 * Monaco in the reader's language; undefined where it cannot be loaded, as without a network: the
 * light editor does all that is needed.
 */
export async function loadRichEditor(language: string): Promise<RichModule | undefined> {
  try {
    // Monaco reads its words when it is loaded, so they come first.
    if (language === 'zh-CN') await import('monaco-editor/nls/lang/zh-cn')
    return await import('./monaco.ts')
  } catch (error) {
    console.warn('The large editor could not be loaded.', error)
    return undefined
  }
}
