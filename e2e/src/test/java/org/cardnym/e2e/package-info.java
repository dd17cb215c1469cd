/**
 * Drives the packaged programs as strangers do: over HTTP, in a browser, and with SQL where
 * somebody tampers. Knows none of the programs' types; what it relies on stands in the documents.
 */
package org.cardnym.e2e;
