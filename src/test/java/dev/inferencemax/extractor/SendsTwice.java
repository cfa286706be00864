package dev.inferencemax.extractor;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.messaging.support.MessageBuilder;

/** A manager that sends every partition twice. Part of a process only when {@code spring.main.sources} names it. */
final class SendsTwice implements BeanPostProcessor {

    private static final String AGAIN = "again";

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof DirectChannel channel && name.equals("partitions")) {
            channel.addInterceptor(new ChannelInterceptor() {
                @Override
                public void postSend(Message<?> message, MessageChannel to, boolean sent) {
                    if (!message.getHeaders().containsKey(AGAIN)) {
                        to.send(MessageBuilder.fromMessage(message)
                                .setHeader(AGAIN, true)
                                .build());
                    }
                }
            });
        }
        return bean;
    }
}
