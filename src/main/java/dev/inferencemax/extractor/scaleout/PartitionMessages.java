package dev.inferencemax.extractor.scaleout;

import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.Session;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.jms.support.converter.MessageConversionException;
import org.springframework.jms.support.converter.MessageConverter;

/** A partition as a message: the names of its step and of its row. No object is read from what a broker brings. */
final class PartitionMessages implements MessageConverter {

    private static final String STEP = "step";
    private static final String PARTITION = "partition";

    @Override
    public Message toMessage(Object object, Session session) throws JMSException {
        Object payload =
                object instanceof org.springframework.messaging.Message<?> wrapped ? wrapped.getPayload() : object;
        StepExecutionRequest request = (StepExecutionRequest) payload;
        MapMessage message = session.createMapMessage();
        message.setString(STEP, request.getStepName());
        message.setLong(PARTITION, request.getStepExecutionId());
        return message;
    }

    @Override
    public Object fromMessage(Message message) throws JMSException {
        if (message instanceof MapMessage map && map.itemExists(STEP) && map.itemExists(PARTITION)) {
            return new StepExecutionRequest(map.getString(STEP), map.getLong(PARTITION));
        }
        throw new MessageConversionException(
                "no partition, but " + message.getClass().getSimpleName());
    }
}
