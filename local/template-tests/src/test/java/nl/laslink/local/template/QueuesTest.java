package nl.laslink.local.template;

import static nl.laslink.local.template.CloudTemplate.logicalId;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nl.laslink.local.template.CloudTemplate.Part;
import org.junit.jupiter.api.Test;

/** Most of what is wrong here fails silently: the event simply never arrives. */
class QueuesTest {
    private static final CloudTemplate TEMPLATE = new CloudTemplate();
    private static final String UNDELIVERED = "UndeliveredEventsQueue";
    private static final int FOURTEEN_DAYS = 1_209_600;

    @Test
    void everyQueueThatFeedsAFunction_waitsSixTimesItsTimeout_andHasADeadLetterQueueOfItsOwn() {
        Map<String, String> deadLetters = new HashMap<>();
        for (Part function : TEMPLATE.functions()) {
            for (String queue : queuesOf(function)) {
                Part properties = TEMPLATE.properties(queue);
                assertThat(properties.number("VisibilityTimeout"))
                        .as(queue)
                        .isGreaterThanOrEqualTo(6 * function.number("Timeout"))
                        .isLessThanOrEqualTo(43_200); // SQS's longest
                Part redrive = properties.at("RedrivePolicy");
                assertThat(redrive.number("maxReceiveCount")).as(queue).isBetween(3, 20);
                String deadLetter = logicalId(redrive.text("deadLetterTargetArn"));
                assertThat(deadLetters.put(deadLetter, queue)).as(deadLetter).isNull();
                assertThat(TEMPLATE.properties(deadLetter).number("MessageRetentionPeriod"))
                        .as(deadLetter)
                        .isEqualTo(FOURTEEN_DAYS);
            }
        }

        Set<String> all = new TreeSet<>(deadLetters.keySet());
        all.addAll(deadLetters.values());
        all.add(UNDELIVERED);
        assertThat(TEMPLATE.all("AWS::SQS::Queue")).extracting(Part::name).containsExactlyInAnyOrderElementsOf(all);
    }

    /** EventBridge cannot write to a queue under a customer's KMS key without a grant on that key. */
    @Test
    void everyQueueIsEncryptedBySqs() {
        assertThat(TEMPLATE.all("AWS::SQS::Queue"))
                .allMatch(q -> q.text("SqsManagedSseEnabled").equals("true") && !q.has("KmsMasterKeyId"));
    }

    @Test
    void everyRule_isOnItsBus_reachesAQueueThatLetsItIn_andKeepsWhatItCannotDeliver() {
        Set<String> rules = new TreeSet<>();
        Map<String, Set<String>> byQueue = new TreeMap<>();
        for (Part rule : TEMPLATE.all("AWS::Events::Rule")) {
            rules.add(rule.name());
            if (rule.at("EventPattern").texts("source").equals(List.of("aws.ses"))) {
                // SES writes to the account's own bus only, where other stacks' mails pass as well.
                assertThat(rule.has("EventBusName")).as(rule.name()).isFalse();
                assertThat(rule.at("EventPattern")
                                .at("detail")
                                .at("mail")
                                .at("tags")
                                .texts("ses:configuration-set"))
                        .containsExactly("!Ref MailConfigurationSet");
            } else {
                assertThat(rule.text("EventBusName")).as(rule.name()).isEqualTo("!Ref EventBus");
            }
            for (Part target : rule.parts("Targets")) {
                String queue = logicalId(target.text("Arn"));
                assertThat(target.at("DeadLetterConfig").text("Arn"))
                        .as(rule.name())
                        .isEqualTo("!GetAtt UndeliveredEventsQueue.Arn");
                byQueue.computeIfAbsent(queue, _ -> new TreeSet<>()).add(rule.name());
            }
        }
        byQueue.forEach(
                (queue, itsRules) -> assertThat(letIn(queue)).as(queue).containsExactlyInAnyOrderElementsOf(itsRules));
        assertThat(letIn(UNDELIVERED)).containsExactlyInAnyOrderElementsOf(rules);
    }

    /** The test centre sends a score once; every other message is sent again later, or a person can request it again. */
    @Test
    void scoresWaitAsLongAsSqsKeepsAMessage() {
        assertThat(TEMPLATE.properties("ScoresQueue").number("MessageRetentionPeriod"))
                .isEqualTo(1_209_600);
    }

    /** A pattern without its source would match anybody's events. */
    @Test
    void everyRuleNamesSourceAndTypes() {
        assertThat(TEMPLATE.all("AWS::Events::Rule"))
                .allMatch(r -> r.at("EventPattern").list("source").size() == 1)
                .allMatch(r -> !r.at("EventPattern").list("detail-type").isEmpty());
    }

    /** The rules that a queue's policy names; every statement is EventBridge's, for sending to that one queue. */
    private static List<String> letIn(String queue) {
        List<String> rules = new ArrayList<>();
        for (Part policy : TEMPLATE.all("AWS::SQS::QueuePolicy")) {
            if (!policy.texts("Queues").equals(List.of("!Ref " + queue))) {
                continue;
            }
            for (Part statement : policy.at("PolicyDocument").parts("Statement")) {
                assertThat(statement.at("Principal").text("Service")).isEqualTo("events.amazonaws.com");
                assertThat(statement.text("Effect")).isEqualTo("Allow");
                assertThat(statement.texts("Action")).containsExactly("sqs:SendMessage");
                assertThat(statement.text("Resource")).isEqualTo("!GetAtt " + queue + ".Arn");
                statement
                        .at("Condition")
                        .at("ArnEquals")
                        .texts("aws:SourceArn")
                        .forEach(arn -> rules.add(logicalId(arn)));
            }
        }
        return rules;
    }

    private static List<String> queuesOf(Part function) {
        return function.at("Events").named().stream()
                .filter(e -> e.text("Type").equals("SQS"))
                .map(e -> logicalId(e.at("Properties").text("Queue")))
                .toList();
    }
}
