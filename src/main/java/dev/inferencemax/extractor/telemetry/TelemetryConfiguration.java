package dev.inferencemax.extractor.telemetry;

import dev.inferencemax.extractor.dataset.PublishedDataset;
import dev.inferencemax.extractor.ledger.NoticeLedger;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.micrometer.metrics.export.prometheus.PrometheusPushGatewayManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Makes metrics and notices where there is somebody to take them. */
@Configuration(proxyBeanMethods = false)
class TelemetryConfiguration {

    /** The manager pushes when it is closed; nobody else would ask for it. */
    @Bean
    @ConditionalOnExpression(
            "'${" + ExportsInUse.OTLP_METRICS + ":}' != '' or ${" + ExportsInUse.PUSH_GATEWAY + ":false}")
    RunMetrics runMetrics(MeterRegistry registry, ObjectProvider<PrometheusPushGatewayManager> gateway) {
        gateway.getIfAvailable();
        return new RunMetrics(registry);
    }

    @Bean
    @ConditionalOnExpression("'${extractor.notify-url:}' != ''")
    Notice notice(Environment environment, NoticeLedger ledger, PublishedDataset dataset) {
        return new Notice(NoticePost.to(environment).orElseThrow(), ledger, dataset);
    }
}
