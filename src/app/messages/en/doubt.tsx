/** Before a library is installed that something speaks against. */
export const doubt = {
  title: (library: string) => `“${library}” was not installed`,
  older: (
    <>
      It is <strong>older</strong> than the version that this device knows. Records and corrections that the
      newer one has may be missing, and an old version is what somebody would offer who wants you to miss
      them.
    </>
  ),
  unsigned: (
    <>
      It is <strong>not signed</strong>, and the version that this device knows is.
    </>
  ),
  otherKey: (
    <>
      <strong>Another key</strong> signed it than the version that this device knows.
    </>
  ),
  askMaker:
    'Either its maker has changed that, or somebody else made it, and it may hold anything. Ask the maker, and not by what you find beside the library.',
  untrusted: (
    <>
      <strong>None of the keys that this app trusts</strong> signed it. Whoever runs this site has named them,
      so somebody else made it, and it may hold anything. Ask whoever runs this site.
    </>
  ),
  offered: 'Offered now',
  known: 'Known to this device',
  trusted: 'Trusted by this app',
  versionUnsigned: (version: number) => `Version ${version}, not signed`,
  versionSigned: (version: number, key: string) => (
    <>
      Version {version}, signed by the key <code>{key}</code>
    </>
  ),
  fromThenOn: 'If you install it, this device holds to its version and its key from then on.',
  decline: 'Do not install',
  installUntrusted: 'Install it although this app does not trust its maker',
  installOlderUntrusted: 'Install the older version although this app does not trust its maker',
  installOlder: 'Install the older version anyway',
  installUnsigned: 'Install it although its signature is missing',
  installOlderUnsigned: 'Install the older version although its signature is missing',
  installOtherKey: 'Install it although another key signed it',
  installOlderOtherKey: 'Install the older version although another key signed it',
  takeOver: 'Take over',
  leave: 'Leave it to that tab',
  ifTakenOver:
    'If this tab takes over, the other one stops before it writes anything more. What it has fetched is used.',
}
