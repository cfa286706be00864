/**
 * Objects in a bucket that speaks S3, in the few words that archive and dataset need of one. Start at {@link ObjectStore};
 * {@link ObjectStores} opens one. Nothing of the SDK is loaded before a bucket is asked something. Knows nothing of what
 * the objects are.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.inferencemax.extractor.objectstore;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
