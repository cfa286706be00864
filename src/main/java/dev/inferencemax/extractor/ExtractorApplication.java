package dev.inferencemax.extractor;

import dev.inferencemax.extractor.cli.Extractor;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The application: the command line decides what of it is started. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class ExtractorApplication {

    public static void main(String[] args) {
        System.exit(new Extractor(ExtractorApplication.class).run(args));
    }
}
