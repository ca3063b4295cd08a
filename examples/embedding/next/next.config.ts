import type { NextConfig } from 'next';

const config: NextConfig = {
  // The package reads files that lie beside its code, so that it must not become part of a bundle.
  serverExternalPackages: ['posthog-experiments-graph'],
  // PostHog's own paths end in a slash.
  skipTrailingSlashRedirect: true,
};

export default config;
