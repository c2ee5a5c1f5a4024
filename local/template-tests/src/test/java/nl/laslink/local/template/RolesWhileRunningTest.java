package nl.laslink.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import nl.laslink.local.template.CloudTemplate.Part;
import nl.laslink.local.template.RoleGuard.Use;
import org.junit.jupiter.api.Test;

/**
 * While {@link ChainWalk} walks, {@link RoleGuard} refuses every handler what its role does not name: what a function does and
 * what its role allows are the same.
 */
class RolesWhileRunningTest {
    /** What Lambda itself does in the function's name, or DynamoDB with the tables' key. */
    private static final Set<String> NOT_THE_HANDLERS = Set.of(
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "xray:PutTraceSegments",
            "xray:PutTelemetryRecords",
            "sqs:ReceiveMessage",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "dynamodb:DescribeStream",
            "dynamodb:GetRecords",
            "dynamodb:GetShardIterator",
            "dynamodb:ListStreams");

    /**
     * Rows that come back after an edit between the confirmation and the commit, a moment that no walk can hit; and an open import of
     * another school year, since the walk has one year.
     */
    private static final Set<String> NOT_IN_THE_WALK = Set.of(
            "CommitImportFunction dynamodb:BatchWriteItem ImportsTable",
            "FetchImportFunction dynamodb:UpdateItem ImportsTable");

    @Test
    void everyFunctionDoesWhatItsRoleAllows_andNothingElse() throws IOException, InterruptedException {
        Set<String> uses = new TreeSet<>(ChainWalk.once().uses());

        assertThat(uses).isNotEmpty().allMatch(use -> use.endsWith(" allowed"));
        assertThat(unused(uses)).isEqualTo(NOT_IN_THE_WALK);
    }

    private static Set<String> unused(Set<String> uses) {
        CloudTemplate template = new CloudTemplate();
        Set<String> unused = new TreeSet<>();
        for (Part function : template.functions()) {
            for (Use use : RoleGuard.allowed(template, function.name())) {
                boolean isOthers = NOT_THE_HANDLERS.contains(use.action())
                        || use.resource().equals("TablesKey")
                        || use.resource().equals("UndeliveredEventsQueue");
                if (!isOthers && !uses.contains(function.name() + " " + use + " allowed")) {
                    unused.add(function.name() + " " + use);
                }
            }
        }
        return unused;
    }
}
