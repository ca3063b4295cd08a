// Loaded before the product, to go wrong while it runs as a bug of its own would.

const fault = () => new Error('torn: phx_in_an_error, a-secret-of-the-gateway');

process.on('SIGUSR2', () => {
  if (process.env['FAULT'] === 'exception') throw fault();
  void Promise.reject(fault());
});
