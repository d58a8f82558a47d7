export const usage = `Usage: npm run library -- COMMAND, or biohicl COMMAND

  build --in FILE… --out DIR   make a library of PubMed records (.xml, .nbib, .ris, .csv, .jsonl …, or folders)
      --column FIELD=HEADER …                            which column of a table holds pmid, title, abstract …
  pubmed SEARCH --out DIR      make one of what a PubMed search finds, which is sent to NLM
      --limit N  --email ADDRESS                         the newest N at most (20000), and whom NLM may write to
      --eutils URL                                       another server that speaks NLM’s E-utilities
  merge DIR DIR… --out DIR     make one library of several of one encoder
  reencode DIR [--out DIR]     make a library anew with another encoder  [--encoder DIR]
      these four take:
      --id ID  --title TEXT  --date YYYY-MM-DD  --licence TEXT  --source TEXT
      --mesh FILE  --mesh-terms FILE  --mesh-year YEAR   NLM’s desc20XX.xml, or tables (TSV)
      --encoder DIR  --batch N  --workers N              encoder; texts encoded in one run; threads at work (1)
      --no-abstracts  --version N                        leave abstracts out; number of this edition
      --stale-after DAYS                                 when pages begin to say that it is old (365)
      --key FILE                                         sign it, see sign
      --fresh  --json                                    begin anew; one JSON object on standard output
      --years 2015-2024  --type TEXT …                   only records of these years (also 2015, 2015-), of a type,
      --language eng …  --branch HEADING …               in a language, with a MeSH heading or one below it
  update DIR --in FILE…        add, revise and delete a library’s records by files that came since; it takes
                               --date, --source, --mesh …, --encoder, --batch, --workers, --key, --fresh, --json
                               and what narrows records
  mesh --out FILE.gz           fetch NLM’s MeSH descriptors for --mesh  [--year YEAR] [--from URL]
  keygen --out FILE            make a key to sign with: FILE, which is secret, and FILE.pub, to give away
  sign DIR --key FILE          sign a library
  verify DIR [--json]          check every hash, vector, link and record of a library, and who signed it  [--key KEY]
  inspect DIR [--json]         what a library says of itself
  query DIR TEXT [--json]      search it  [--by both|meaning|words] [--k N] [--exact] [--encoder DIR]
  export DIR --out FILE        put a library and its encoder into one file, NAME.biohicl, to carry it on a stick
      --no-encoder  --encoder DIR                        without the encoder, or with the one of this folder
  import FILE --out DIR        make a library’s folder of such a file, and its encoder’s in models/
  prepare --site DIR           make the site's first library and its catalogue
      --starter SEARCH  --starter-limit N                of a PubMed search, which is sent to NLM`
