package nl.laslink.operations.user;

import java.util.Optional;
import java.util.concurrent.Callable;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.operations.Console;
import nl.laslink.operations.DeployedEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bin/user list}. */
@Command(
        name = "list",
        sortOptions = false,
        description = {"Lists the users with their role, their state, their schools, and who gets no mails of them.", ""
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "1:AWS did not do it", "2:refused or invalid usage"})
final class ListUsersCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private DeployedEnvironment environment;

    @Option(names = "--school", paramLabel = "99XX-00", description = "Only the users of this school.")
    private Optional<SchoolId> school;

    ListUsersCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        UserCommand.withPeople(environment.stack(), people -> people.list(school))
                .forEach(this::print);
        return 0;
    }

    private void print(People.Listed listed) {
        SignInUser user = listed.user();
        console.out()
                .printf(
                        "%-36s %-15s %-22s %s%s%n",
                        user.email().value(),
                        user.groups().isEmpty() ? "no role" : String.join(",", user.groups()),
                        user.state(),
                        String.join(",", user.schools()),
                        listed.unmailed().isEmpty()
                                ? ""
                                : "  without mails of " + String.join(",", listed.unmailed())
                                        + ": bin/user add heals that");
    }
}
