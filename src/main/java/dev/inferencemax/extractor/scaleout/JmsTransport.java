package dev.inferencemax.extractor.scaleout;

import dev.inferencemax.extractor.scaleout.ScaleOutSettings.Transport;
import jakarta.jms.ConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.jms.channel.PollableJmsChannel;
import org.springframework.integration.jms.inbound.ChannelPublishingJmsMessageListener;
import org.springframework.integration.jms.inbound.JmsMessageDrivenEndpoint;
import org.springframework.integration.jms.outbound.JmsSendingMessageHandler;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.listener.DefaultMessageListenerContainer;

/** Joins the two channels by a broker that speaks JMS. Another transport is another class like this one. */
@Configuration(proxyBeanMethods = false)
@Profile(ScaleOutConfiguration.PROFILE)
@ConditionalOnProperty(name = Transport.PROPERTY, havingValue = "broker", matchIfMissing = true)
class JmsTransport {

    private static final Logger log = LoggerFactory.getLogger(JmsTransport.class);

    private static final long BROKER_IS_TRIED_EVERY_MILLIS = 1_000;

    @ConditionalOnProperty(name = "extractor.role", havingValue = "manager")
    static class AtLead {

        /** Kept open: not a connection a message. */
        private record Line(CachingConnectionFactory broker) implements AutoCloseable {

            @Override
            public void close() {
                broker.destroy();
            }
        }

        @Bean
        Line line(ConnectionFactory broker) {
            return new Line(new CachingConnectionFactory(broker));
        }

        @Bean
        DirectChannel partitions(Line line, ScaleOutSettings settings) {
            JmsTemplate queue = template(line.broker(), settings.queue());
            queue.setDeliveryPersistent(true);
            queue.setExplicitQosEnabled(true);
            DirectChannel channel = new DirectChannel();
            channel.subscribe(new JmsSendingMessageHandler(queue));
            return channel;
        }

        @Bean
        PollableJmsChannel undelivered(Line line, ScaleOutSettings settings) {
            JmsTemplate queue = template(line.broker(), settings.deadQueue());
            queue.setReceiveTimeout(JmsTemplate.RECEIVE_TIMEOUT_NO_WAIT);
            return new PollableJmsChannel(queue);
        }

        private static JmsTemplate template(ConnectionFactory broker, String queue) {
            JmsTemplate template = new JmsTemplate(broker);
            template.setDefaultDestinationName(queue);
            template.setMessageConverter(new PartitionMessages());
            return template;
        }
    }

    @ConditionalOnProperty(name = "extractor.role", havingValue = "worker")
    static class AtWorker {

        @Bean
        DirectChannel partitions() {
            return new DirectChannel();
        }

        @Bean
        ChannelPublishingJmsMessageListener listener(DirectChannel partitions) {
            ChannelPublishingJmsMessageListener listener = new ChannelPublishingJmsMessageListener();
            listener.setRequestChannel(partitions);
            listener.setMessageConverter(new PartitionMessages());
            return listener;
        }

        /** A message is gone from the broker when its partition has ended here: a worker that is lost loses none. */
        @Bean
        DefaultMessageListenerContainer container(ConnectionFactory broker, ScaleOutSettings settings) {
            if (broker instanceof ActiveMQConnectionFactory artemis) {
                artemis.setConsumerWindowSize(0); // what waits is for whoever comes, also later
            }
            DefaultMessageListenerContainer container = new DefaultMessageListenerContainer();
            container.setConnectionFactory(broker);
            container.setDestinationName(settings.queue());
            container.setSessionTransacted(true);
            container.setCacheLevel(DefaultMessageListenerContainer.CACHE_CONSUMER);
            container.setRecoveryInterval(BROKER_IS_TRIED_EVERY_MILLIS);
            container.setErrorHandler(e -> log.info("Given back to the broker: {}", rootMessage(e)));
            container.setAutoStartup(false);
            return container;
        }

        @Bean
        JmsMessageDrivenEndpoint endpoint(
                DefaultMessageListenerContainer container, ChannelPublishingJmsMessageListener listener) {
            JmsMessageDrivenEndpoint endpoint = new JmsMessageDrivenEndpoint(container, listener);
            endpoint.setAutoStartup(false);
            return endpoint;
        }

        @Bean
        Deliveries deliveries(JmsMessageDrivenEndpoint endpoint, DefaultMessageListenerContainer container) {
            return new Deliveries() {
                @Override
                public void begin() {
                    endpoint.start();
                }

                /** There is always another night. */
                @Override
                public boolean areOver() {
                    return false;
                }

                @Override
                public void end() {
                    endpoint.stop();
                    container.shutdown();
                }
            };
        }
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
