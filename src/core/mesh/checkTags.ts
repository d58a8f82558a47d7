/**
 * Headings that indexers tick for nearly every record, whatever it is about. As labels they would make all records alike, so
 * training leaves them out (training/mesh.py), and so does what is measured with labels.
 */
export const checkTags: ReadonlySet<string> = new Set(
  (
    'Adolescent|Adult|Aged|Aged, 80 and over|Animals|Bees|Cats|Cattle|Chick Embryo|Child|Child, Preschool|Cricetinae|Dogs|' +
    'Female|Guinea Pigs|Horses|Humans|Infant|Infant, Newborn|Male|Mice|Middle Aged|Pregnancy|Rabbits|Rats|Swine|Young Adult'
  ).split('|'),
)
