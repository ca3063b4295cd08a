// Preloaded, to cause an unhandled error while the server runs, like a bug would.

const fault = () => new Error('torn: phx_in_an_error, a-secret-of-the-gateway');

process.on('SIGUSR2', () => {
  if (process.env['FAULT'] === 'exception') throw fault();
  void Promise.reject(fault());
});
