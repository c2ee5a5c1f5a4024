/** Whether the tables of an environment can be restored, proved by doing it beside them. */
package nl.laslink.operations.restore;
