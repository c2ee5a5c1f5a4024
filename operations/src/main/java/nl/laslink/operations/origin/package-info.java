/** Replaces the secret between CloudFront and the web ACL of the API. */
package nl.laslink.operations.origin;
