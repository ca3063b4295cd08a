import { credentialHeaders } from '../access/credentials.ts';

/** A file of the REST API that could not be read. */
export class DownloadError extends Error {
  /** The API's code, or NETWORK. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'DownloadError';
    this.code = code;
  }
}

/** The address of a path of the REST API, below the path at which this server is reached. */
export const restAddress = (path: string) => `${import.meta.env.BASE_URL}v1/${path}`;

/**
 * Reads a file with the credentials of these pages, which a link cannot send, and saves it.
 * @param path below `/v1/`, with its query
 * @throws DownloadError
 */
export async function download(path: string, fileName: string): Promise<void> {
  const response = await fetch(restAddress(path), { headers: credentialHeaders() }).catch(
    (error: unknown) => {
      throw new DownloadError('NETWORK', String(error));
    },
  );
  if (!response.ok) throw await refusalOf(response);
  // A transfer that lacks a part is cut, so that its body cannot be read to the end.
  const blob = await response.blob().catch(() => {
    throw new DownloadError(
      'INCOMPLETE',
      'The transfer was cut, because a part could not be read. Nothing was saved.',
    );
  });
  save(blob, fileName);
}

async function refusalOf(response: Response): Promise<DownloadError> {
  const body = (await response.json().catch(() => ({}))) as Readonly<Record<string, unknown>>;
  const { code, detail } = body;
  return new DownloadError(
    typeof code === 'string' ? code : String(response.status),
    typeof detail === 'string' ? detail : `The server answered ${response.status}.`,
  );
}

function save(blob: Blob, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(link.href);
}
