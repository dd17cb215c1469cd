package org.cardnym.sandbox.launch;

import java.nio.file.Path;
import org.cardnym.sandbox.payer.PhoneCodes;
import org.cardnym.sandbox.web.Caller;

/**
 * What a start leaves for those who use it.
 *
 * @param kept with the demo payer's secret
 * @param phone the demo payer's, which knows the codes it has used
 */
record Started(Kept kept, Path authority, Caller caller, PhoneCodes phone) {}
