/** A shelf of exports on the disk, for specs of whatever may not know connectors. */
export { exportShelf } from '../../../connectors/export-files/index.ts';
