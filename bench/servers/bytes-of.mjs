// One call of the stub through undici, as lean as it gets.
import { Pool } from 'undici';

const pool = new Pool(process.env.UPSTREAM, { connections: 100 });
/** The chunks of an answer, as they came. */
export const bytesOf = (path) =>
  new Promise((resolve, reject) => {
    const chunks = [];
    pool.dispatch(
      { method: 'GET', path: `/api/projects/1${path}` },
      {
        onRequestStart() {},
        onResponseStart() {},
        onResponseData: (_controller, chunk) => void chunks.push(chunk),
        onResponseEnd: () => resolve(chunks),
        onResponseError: (_controller, error) => reject(error),
      },
    );
  });
