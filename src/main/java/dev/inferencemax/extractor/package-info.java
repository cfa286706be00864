/** From GitHub Actions artifacts to one dataset: discover, download, parse, merge, export. */
@org.jspecify.annotations.NullMarked
package dev.inferencemax.extractor;
