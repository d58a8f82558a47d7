export const keyboard = {
  button: (
    <>
      Keys<span className="visually-hidden">: keyboard shortcuts</span>
    </>
  ),
  title: 'Keyboard',
  keys: {
    field: { names: ['/'], what: 'Go to the search field' },
    enter: { names: ['Enter'], what: 'Search at once; on a result: open the record' },
    next: { names: ['j', '↓'], what: 'Next result' },
    previous: { names: ['k', '↑'], what: 'Previous result' },
    escape: { names: ['Esc'], what: 'Close the record; in the search field: clear it' },
    commands: { names: ['Ctrl+K'], what: 'All commands, found by typing' },
    help: { names: ['?'], what: 'Show these keys' },
  },
  or: 'or',
  singleKeys: 'Single-character keys ( / ? j k )',
  whenOff: 'Turn them off if you speak to your computer, or if they get in your way.',
}
