import { createMeshTree } from '../../src/core/mesh/tree.ts'

/** A few headings, one of them in two branches. */
export const toyMesh = createMeshTree(
  [
    { ui: 'D002318', name: 'Cardiovascular Diseases', treeNumbers: ['C14'] },
    { ui: 'D006331', name: 'Heart Diseases', treeNumbers: ['C14.280'], terms: ['Cardiac Diseases'] },
    {
      ui: 'D006333',
      name: 'Heart Failure',
      treeNumbers: ['C14.280.434'],
      terms: ['Cardiac Failure', 'Heart Decompensation'],
    },
    { ui: 'D054143', name: 'Heart Failure, Systolic', treeNumbers: ['C14.280.434.676'] },
    { ui: 'D012140', name: 'Respiratory Tract Diseases', treeNumbers: ['C08'] },
    { ui: 'D001249', name: 'Asthma', treeNumbers: ['C08.127', 'C20.543'] },
    { ui: 'D007154', name: 'Immune System Diseases', treeNumbers: ['C20'] },
    { ui: 'D001250', name: 'Asthma, Exercise-Induced', treeNumbers: ['C08.127.108'] },
    { ui: 'D002648', name: 'Child', treeNumbers: ['M01'], terms: ['Children'] },
  ],
  2026,
)
