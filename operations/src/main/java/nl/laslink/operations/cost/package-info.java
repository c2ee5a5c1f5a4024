/** What the product asks of AWS, counted while it runs on this machine. */
package nl.laslink.operations.cost;
