/**
 * The browser's storage for GraphiQL, without headers: they hold keys of PostHog. GraphiQL itself leaves them out of its
 * tabs, but not out of its history.
 * @param {Storage} storage
 */
export const withoutHeaders = (storage) => ({
  /** @param {string} key */
  getItem: (key) => storage.getItem(key),
  /**
   * @param {string} key
   * @param {string} value
   */
  setItem: (key, value) => {
    if (!key.endsWith(':headers')) storage.setItem(key, stripped(value));
  },
  /** @param {string} key */
  removeItem: (key) => storage.removeItem(key),
  clear: () => {
    for (const key of Object.keys(storage))
      if (key.startsWith('graphiql:')) storage.removeItem(key);
  },
  get length() {
    return storage.length;
  },
});

/**
 * @param {string} value what GraphiQL stores: JSON, or a word or number
 * @returns {string}
 */
function stripped(value) {
  if (!value.startsWith('{')) return value;
  try {
    return JSON.stringify(JSON.parse(value), (name, inner) =>
      name === 'headers' ? undefined : inner,
    );
  } catch {
    // Text of an editor that is not JSON has no property to leave out.
    return value;
  }
}
