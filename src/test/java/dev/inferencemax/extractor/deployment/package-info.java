/** What is installed and how it is built: manifests, image, workflows. Each file is read as its own reader would read it. */
package dev.inferencemax.extractor.deployment;
