/** Mails and where they are handed in. */
package nl.laslink.domain.mail;
