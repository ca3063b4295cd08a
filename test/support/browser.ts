import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const EXECUTABLE = '/usr/bin/chromium';

/** True when the machine has a browser; without one the browser tests are skipped, except on CI. */
export const hasBrowser = existsSync(EXECUTABLE);

/**
 * Parts of Chromium that are switched off. Chromium takes one list, so that this one begins with Playwright's own.
 */
const WITHOUT = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  // The pages that are shown below the address bar. Every new window loads both before it is shown, which takes as long as
  // the page of the test; nobody sees the address bar of a browser without a screen.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
];

/** Starts a headless Chromium that can access only this machine. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      `--disable-features=${WITHOUT.join()}`,
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // All host names except loopback fail to resolve, so that a page that needs the network fails.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}
